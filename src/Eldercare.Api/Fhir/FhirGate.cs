using Eldercare.Api.GraphQL;
using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.SignIn;
using Eldercare.Beds;
using Eldercare.City.Reading;
using Eldercare.People.FileReads;

namespace Eldercare.Api.Fhir;

/// <summary>Who may read what of homes and stays: as far as in GraphQL.</summary>
public sealed class FhirGate(TokenReader tokens, ApiServices api)
{
    internal const Role Readers = Reach.OfHome;

    /// <exception cref="FhirFaultException">There is no sign-in, or none of the roles.</exception>
    internal async ValueTask<FhirReader> OpenAsync(HttpContext http, FileDoor door)
    {
        if (await tokens.ReadAsync(http.Request.Headers.Authorization) is not { IsAnonymous: false } caller) throw FhirFaultException.Unauthenticated();
        if ((caller.Roles & Readers) == Role.None) throw FhirFaultException.Forbidden(ForbiddenText.Of(caller, Readers, []));
        return new FhirReader(caller, new RequestContext(api, caller, http.RequestAborted) { Door = door });
    }
}

internal sealed record FhirReader(Caller Caller, RequestContext Request)
{
    public Scopes Scopes { get; } = Request.ScopesFor(FhirGate.Readers);

    /// <summary>A stay is of her file, though no name stands by it: that it was read is written down before it is answered.</summary>
    public ValueTask NoteAsync(IEnumerable<Stay> stays)
    {
        foreach (var stay in stays) Request.Readings.Note(stay.Elder, FilePart.Beds);
        return Request.Readings.RecordAsync();
    }

    /// <summary>What a search finds by itself; null is everything.</summary>
    public Within? Within => Scopes.Everywhere ? null : new(
        Caller.Site is { } site && (Caller.Roles & Role.HomeAdmissions) != Role.None ? new HomeId(site) : null,
        (Caller.Roles & Role.DistrictOffice) != Role.None ? Caller.District : null);

    /// <exception cref="FhirFaultException">The home is out of reach.</exception>
    public void Check(HomeId home, string district)
    {
        if (!Scopes.Home(home, district)) throw FhirFaultException.Forbidden(ForbiddenText.Of(Caller, Reach.OfHome, []));
    }
}
