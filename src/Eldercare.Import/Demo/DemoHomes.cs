using System.Globalization;

namespace Eldercare.Import.Demo;

/// <summary>Care homes with rooms, beds, residents, and those who wait for a bed.</summary>
internal sealed class DemoHomes(DemoSize size, DateOnly today, DemoPeople people)
{
    private static readonly string[] s_kinds = ["nursing", "dementia", "ordinary"];
    private static readonly string[] s_genders = ["female", "male", "mixed"];

    public static string Number(int home) => string.Create(CultureInfo.InvariantCulture, $"CH-{home + 1:000}");

    public void Write(TextWriter homes, TextWriter rooms, TextWriter beds, TextWriter residents)
    {
        homes.WriteLine("registry_number,name,district,address,latitude,longitude,operator");
        rooms.WriteLine("home,room,gender_rule");
        beds.WriteLine("home,room,bed,kind,highest_care_level");
        residents.WriteLine("home,room,bed,elder,admitted_on");
        var random = new DemoRandom(3);
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
                $"{Number(home)},{DemoNames.Place(ref random, district, home < social ? "护理院" : "养老院", taken)},{district.Code},{DemoNames.Address(ref random, district)},{latitude:0.000000},{longitude:0.000000},{operatorKind}"));

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
                    var number = string.Create(CultureInfo.InvariantCulture, $"{(room / 20) + 1}{(room % 20) + 1:00}");
                    var gender = random.Weighted([0.42, 0.30, 0.28]);
                    rooms.WriteLine($"{Number(home)},{number},{s_genders[gender]}");
                    for (var place = 1; place <= places; place++, bed++)
                    {
                        var highest = kind < 2 ? 4 : random.Chance(0.7) ? 1 : 2;
                        beds.WriteLine(string.Create(CultureInfo.InvariantCulture,
                            $"{Number(home)},{number},{place},{s_kinds[kind]},{(highest == 4 ? "total" : highest == 1 ? "mild" : "moderate")}"));
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
