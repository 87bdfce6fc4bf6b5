using System.Globalization;

namespace Eldercare.Import.Demo;

/// <summary>Care homes with rooms, beds, residents, and those who wait for a bed.</summary>
internal sealed class DemoHomes(DemoSize size, DateOnly today, DemoPeople people)
{
    private static readonly string[] s_kinds = ["nursing", "dementia", "ordinary"];
    private static readonly string[] s_genders = ["female", "male", "mixed"];
    private static readonly string[] s_equipment = ["call_bell;powered_bed;side_rails", "call_bell;bed_exit_alarm;side_rails", "call_bell"];
    private static readonly int[] s_prices = [130, 190, 65];

    /// <summary>The home whose fire inspection is overdue, how few homes' end soon, and from how many beds on a home has two buildings.</summary>
    private const int Expired = 2, EndsSoonOneIn = 25, TwoBuildings = 100;

    public static string Number(int home) => string.Create(CultureInfo.InvariantCulture, $"CH-{home + 1:000}");

    public void Write(TextWriter homes, TextWriter rooms, TextWriter beds, TextWriter residents)
    {
        homes.WriteLine("registry_number,name,district,address,latitude,longitude,operator,phone");
        rooms.WriteLine("home,room,gender_rule,building,floor");
        beds.WriteLine("home,room,bed,kind,highest_care_level,equipment,daily_price,in_service_on");
        residents.WriteLine("home,room,bed,elder,admitted_on");
        var (random, fittings, openings) = (new DemoRandom(3), new DemoRandom(31), new DemoRandom(33));
        var moveIn = new MoveIns(people);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var shares = DemoDistrict.All.Select(d => d.Share).ToArray();
        var social = size.Homes * 75 / 100;
        int[] sizes = [.. Parts(ref random, size.SocialBeds, social), .. Parts(ref random, size.Beds - size.SocialBeds, size.Homes - social)];
        var bed = 0;
        for (var home = 0; home < size.Homes; home++)
        {
            var district = DemoDistrict.All[random.Weighted(shares)];
            var (latitude, longitude) = district.Somewhere(ref random);
            var operatorKind = home >= social ? "public" : home % 5 == 1 ? "public_built_privately_run" : "social";
            homes.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{Number(home)},{DemoNames.Place(ref random, district, home < social ? "护理院" : "养老院", taken)},{district.Code},{DemoNames.Address(ref random, district)},{latitude:0.000000},{longitude:0.000000},{operatorKind},0511-800{home:0000}0"));

            // Before anybody of the registry moved in.
            var opened = today.AddDays(-openings.Between(1_600, 5_000));

            // Each home gets its share of every kind, and the sums come out exactly.
            var end = bed + sizes[home];
            var nursingType = Share(end, size.NursingBeds) - Share(bed, size.NursingBeds);
            var dementia = Share(end, size.DementiaBeds) - Share(bed, size.DementiaBeds);
            int[] ofKind = [nursingType - dementia, dementia, sizes[home] - nursingType];
            var room = 0;
            for (var kind = 0; kind < ofKind.Length; kind++)
            {
                for (var left = ofKind[kind]; left > 0; room++)
                {
                    var places = Math.Min(left, random.Between(1, 4));
                    var (building, floor, number) = Place(room, twoBuildings: sizes[home] >= TwoBuildings);
                    var gender = random.Weighted([0.42, 0.30, 0.28]);
                    rooms.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Number(home)},{number},{s_genders[gender]},{building},{floor}"));
                    for (var place = 1; place <= places; place++, bed++)
                    {
                        var highest = kind < 2 ? 4 : random.Chance(0.7) ? 1 : 2;
                        beds.WriteLine(string.Create(CultureInfo.InvariantCulture,
                            $"{Number(home)},{number},{place},{s_kinds[kind]},{(highest == 4 ? "total" : highest == 1 ? "mild" : "moderate")},{Fittings(ref fittings, kind)},{opened:yyyy-MM-dd}"));
                        if (Share(bed + 1, size.OccupiedBeds) == Share(bed, size.OccupiedBeds)) continue;
                        var elder = moveIn.Next(gender, frail: kind < 2, highest);
                        residents.WriteLine(string.Create(CultureInfo.InvariantCulture,
                            $"{Number(home)},{number},{place},{DemoPeople.Number(elder)},{today.AddDays(-random.Between(10, 1500)):yyyy-MM-dd}"));
                    }

                    left -= places;
                }
            }
        }
    }

    /// <summary>
    /// Papers of five years, renewed every year: most homes' are in date for months, some end soon, and one home's fire inspection is
    /// overdue. Every home is insured, as the report says; a filing has no end.
    /// </summary>
    public void WriteCertificates(TextWriter writer)
    {
        writer.WriteLine("home,kind,number,issued_on,valid_from,valid_until");
        var random = new DemoRandom(32);
        for (var home = 0; home < size.Homes; home++)
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{Number(home)},licence,BA-{home + 1:0000},{today.AddDays(-random.Between(2_000, 3_000)):yyyy-MM-dd},,"));
            Write(home, "fire_inspection", "XF", today.AddDays(home == Expired ? -9 : random.Between(70, 360)));
            Write(home, "liability_insurance", "ZR", today.AddDays(home % EndsSoonOneIn == 1 ? random.Between(5, 55) : random.Between(70, 360)));
        }

        void Write(int home, string kind, string prefix, DateOnly end)
        {
            for (var year = 4; year >= 0; year--)
            {
                var (from, until) = (end.AddDays(-365 * (year + 1)).AddDays(1), end.AddDays(-365 * year));
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{Number(home)},{kind},{prefix}-{home + 1:0000}-{from:yyyy},{from.AddDays(-14):yyyy-MM-dd},{from:yyyy-MM-dd},{until:yyyy-MM-dd}"));
            }
        }
    }

    public void WriteApplications(TextWriter writer)
    {
        writer.WriteLine("registry_number,elder,homes,districts,kind,applied_at,eligible_on,evidence,reference");
        var random = new DemoRandom(4);
        var (written, elder) = (0, 0);
        while (written < size.Applications)
        {
            elder += random.Between(1, Math.Max(1, people.Count / size.Applications / 8));
            if (elder >= people.Count) throw new InvalidOperationException("The generated city has too few elders for its queue.");
            if (people.IsResident(elder) || people.Level(elder) == DemoPeople.NotAssessed) continue;
            var homes = string.Join(';', Enumerable.Range(0, random.Between(1, Math.Min(3, size.Homes)))
                .Select(i => (elder + (i * 7)) % size.Homes).Distinct().Select(Number));
            var kind = people.Level(elder) >= 2 ? random.Chance(0.1) ? 1 : 0 : 2;
            var applied = today.AddDays(-random.Between(1, 150));
            // The newest are being looked into, and one in fifty was left lying.
            var eligible = applied.AddDays(random.Between(1, 7));
            var looked = eligible >= today || written % 50 == 7
                ? ",,"
                : string.Create(CultureInfo.InvariantCulture, $"{eligible:yyyy-MM-dd},cross_check,BQ-{written + 1:00000}");
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"AP-{++written:00000},{DemoPeople.Number(elder)},{homes},{DemoDistrict.All[people.District(elder)].Code},{s_kinds[kind]},{applied:yyyy-MM-dd} {random.Between(8, 17):00}:{random.Next(60):00},{looked}"));
        }
    }

    /// <summary>Twenty rooms a floor; where there are two buildings, the number begins with the building's letter.</summary>
    private static (string Building, int Floor, string Number) Place(int room, bool twoBuildings)
    {
        var (building, floor) = twoBuildings ? ((room / 20 % 2 == 0 ? "A" : "B"), (room / 40) + 1) : (string.Empty, (room / 20) + 1);
        return (building.Length == 0 ? building : building + "座", floor, string.Create(CultureInfo.InvariantCulture, $"{building}{floor}{(room % 20) + 1:00}"));
    }

    /// <summary>What stands by a bed of a kind and what it costs a day, as two cells.</summary>
    private static string Fittings(ref DemoRandom random, int kind)
    {
        var more = kind == 2 ? string.Empty : (random.Chance(0.3) ? ";oxygen" : "") + (random.Chance(0.4) ? ";pressure_relief_mattress" : "");
        return string.Create(CultureInfo.InvariantCulture, $"{s_equipment[kind]}{more},{s_prices[kind] + (5 * random.Next(19))}");
    }

    private int Share(int beds, int of) => (int)((long)beds * of / size.Beds);

    /// <summary>So many sizes that differ, with exactly this sum.</summary>
    private static int[] Parts(ref DemoRandom random, int sum, int count)
    {
        var weights = new double[count];
        for (var i = 0; i < count; i++) weights[i] = 0.4 + (1.2 * random.Share());
        var (all, weight, before) = (weights.Sum(), 0.0, 0);
        var parts = new int[count];
        for (var i = 0; i < count; i++)
        {
            weight += weights[i];
            var until = i == count - 1 ? sum : (int)(sum * weight / all);
            (parts[i], before) = (until - before, until);
        }

        return parts;
    }

    /// <summary>Elders in the order in which beds are found for them, by gender and frailty.</summary>
    private sealed class MoveIns
    {
        private readonly DemoPeople _people;
        private readonly Queue<int>[] _waiting = [new(), new(), new(), new()];

        public MoveIns(DemoPeople people)
        {
            _people = people;
            for (var elder = 0; elder < people.Count; elder++)
                if (people.Level(elder) != DemoPeople.NotAssessed)
                    _waiting[(people.Female(elder) ? 0 : 2) + (people.Level(elder) >= 2 ? 0 : 1)].Enqueue(elder);
        }

        /// <param name="gender">0 female, 1 male, 2 either.</param>
        /// <param name="frail">Moderately dependent or more, where there is such an elder.</param>
        /// <param name="highest">Nobody above this care level.</param>
        public int Next(int gender, bool frail, int highest)
        {
            int[] queues = gender switch
            {
                0 => frail ? [0, 1] : [1],
                1 => frail ? [2, 3] : [3],
                _ => frail ? [0, 2, 1, 3] : [1, 3],
            };
            foreach (var queue in queues.Where(q => q % 2 == 1 || highest == 4))
            {
                if (!_waiting[queue].TryDequeue(out var elder)) continue;
                _people.MoveIn(elder);
                return elder;
            }

            throw new InvalidOperationException("The generated city has too few elders for its beds.");
        }
    }
}
