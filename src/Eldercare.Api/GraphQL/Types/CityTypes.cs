using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.City;
using Eldercare.City.Reading;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

public sealed class CityFiguresType : ObjectGraphType<CityFigures>
{
    public CityFiguresType()
    {
        Name = "CityFigures";
        Description = "The city in figures.";
        this.AsParent();
        this.Has<CityFigures, LocalDateScalar>("on", "The date ages are counted at.", f => f.On);
        Count("people60", "Living registered people of 60 and over.", f => f.People60);
        Count("people65", "Of 65 and over.", f => f.People65);
        Count("people80", "Of 80 and over.", f => f.People80);
        Count("mealPoints", "Meal points.", f => f.MealPoints);
        Count("dayCareCentres", "Street day-care centres in the register.", f => f.DayCareCentres);
        Count("mealsServed", "Meals served since the start, walk-ins included.", f => f.MealsServed);
        Count("bookings", "Bookings ever taken.", f => f.Bookings);
        Count("walkIns", "Meals served without a booking.", f => f.WalkIns);
        Count("noShows", "Bookings whose elder did not come.", f => f.NoShows);
        Count("cancelled", "Bookings cancelled.", f => f.Cancelled);
        Count("homes", "Care homes.", f => f.Homes);
        Count("homesInsured", "Of these, those whose liability insurance (责任保险) is in date.", f => f.HomesInsured);
        this.May<CityFigures, FloatGraphType>(
            "homesInsuredShare", "`homesInsured` in percent of `homes`; null while there are none.",
            f => f.Homes == 0 ? null : Math.Round(100.0 * f.HomesInsured / f.Homes, 1));
        Count("beds", "Beds that are not retired.", f => f.Beds);
        Count(
            "bedsSocial",
            "Of these, run or held by social operators: in homes that are social (民办) or public built and privately run (公建民营).",
            f => f.BedsSocial);
        Share("bedsSocialShare", "`bedsSocial` in percent of `beds`; null while there are none.", f => f.BedsSocial);
        Count(
            "bedsNursing", "Of these, of the nursing type (护理型床位): beds of the kinds `NURSING` and `DEMENTIA`.", f => f.BedsNursing);
        Share("bedsNursingShare", "`bedsNursing` in percent of `beds`; null while there are none.", f => f.BedsNursing);
        Count("bedsOccupied", "Of these, with a resident.", f => f.BedsOccupied);
        this.May<CityFigures, FloatGraphType>(
            "bedsPerThousand", "`beds` per 1,000 of `people60`, computed here; null while nobody is registered.",
            f => f.People60 == 0 ? null : Math.Round(1_000.0 * f.Beds / f.People60, 1));
        this.May<CityFigures, ReportedFigureType>(
            "bedsPerThousandReported", "Beds per 1,000 older people as the city published it, on a base of its own; null when it did not.",
            f => f.BedsPerThousandReported);
    }

    private void Share(string name, string description, Func<CityFigures, long> value) => this.May<CityFigures, FloatGraphType>(
        name, description, f => f.Beds == 0 ? null : Math.Round(100.0 * value(f) / f.Beds, 1));

    private void Count(string name, string description, Func<CityFigures, long> value) =>
        this.Number(name, description, f => (int)Math.Min(value(f), int.MaxValue));
}

public sealed class ReportedFigureType : ObjectGraphType<ReportedFigure>
{
    public ReportedFigureType()
    {
        Name = "ReportedFigure";
        Description = "A figure as it was published.";
        this.AsParent();
        this.Has<ReportedFigure, FloatGraphType>("value", "As printed.", f => f.Value);
        this.Said("base", "What it is a share of, as far as the source says.", f => f.Base);
        this.Said("source", "Where it was published.", f => f.Source);
    }
}

public sealed class DistrictDayType : ObjectGraphType<DistrictDay>
{
    public DistrictDayType()
    {
        Name = "DistrictDay";
        Description = "The meals of a district on one date.";
        this.AsParent();
        this.Text("district", "District code.", d => d.District);
        this.Has<DistrictDay, LocalDateScalar>("date", "The date.", d => d.Date);
        this.Number("sittings", "Sittings opened.", d => d.Sittings);
        this.Number("capacity", "Portions that could be booked.", d => d.Capacity);
        this.Number("booked", "Places taken.", d => d.Booked);
        this.Number("served", "Served from a booking.", d => d.Served);
        this.Number("noShows", "Booked, and did not come.", d => d.NoShows);
        this.Number("walkIns", "Served without a booking.", d => d.WalkIns);
        this.Number("cancelled", "Cancellations.", d => d.Cancelled);
    }
}
