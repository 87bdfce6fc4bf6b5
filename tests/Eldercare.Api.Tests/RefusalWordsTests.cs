using System.Collections.Immutable;
using System.Reflection;
using System.Text.RegularExpressions;
using Eldercare.Api.GraphQL.Mutations;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store;
using Eldercare.Store.Deciding;

namespace Eldercare.Api.Tests;

/// <summary>Every refusal there is, with sample values for what it carries, is a message a person can read in both languages.</summary>
public sealed partial class RefusalWordsTests
{
    private const string Text = "样品SAMPLE";

    private static readonly DateOnly s_day = new(2026, 3, 2);

    /// <summary>Texts that a message may repeat: names of fields, policies and commands, and what is wrong with a document.</summary>
    private static readonly ImmutableHashSet<string> s_mayBeRepeated = ["Field", "Policy", "FirstCommand", "Asked", "Found", "Where"];

    public static TheoryData<Type> Refusals => [.. All().OrderBy(t => t.FullName, StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Says_it_in_both_languages(Type type)
    {
        foreach (var refusal in Samples(type))
        {
            var (zh, en) = refusal.Message;
            Assert.NotEqual(zh, en);
            Assert.Matches("^[^{}]*。$", zh);
            Assert.Matches("^[^{}]*\\.$", en);
            Assert.Matches("[\u4e00-\u9fff]", zh);
            Assert.DoesNotMatch("[\u4e00-\u9fff，。：；]", en.Replace(Text, "", StringComparison.Ordinal));
            Assert.DoesNotMatch(@"[。，：；]{2}|\.\.|[,.;:?!] ?[。，]|  ", zh);
            Assert.DoesNotMatch(@"\.\.|  | \.", en);
            // Dates and times as they are written there, and no marks of ours.
            Assert.DoesNotMatch(@"[0-9]{4}-[0-9]{2}|`|yuan", zh);
            Assert.DoesNotMatch(Uuid(), zh + en);
        }
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Repeats_no_text_that_may_be_a_persons(Type type)
    {
        if (type.GetProperties().Any(p => p.PropertyType == typeof(string) && s_mayBeRepeated.Contains(p.Name))) return;
        Assert.All(Samples(type), r => Assert.DoesNotContain(Text, r.Message.Zh + r.Message.En, StringComparison.Ordinal));
    }

    [Fact]
    public void A_refusal_is_told_by_what_it_says() => Assert.Equal(
        [], All().Select(t => (t.Name, Samples(t).First().Message)).GroupBy(r => r.Message.Zh).Where(g => g.Count() > 1)
            .Select(g => string.Join(" = ", g.Select(r => r.Name))).Except(s_same));

    /// <summary>The same thing said of two kinds of policy, and what is told as its reason has it.</summary>
    private static readonly string[] s_same =
    [
        "UsernameInvalid = AccountRightsInvalid = WebhookUrlInvalid",
        "PolicyVersionExists = QueuePolicyVersionExists", "PolicyVersionOutOfOrder = QueuePolicyVersionOutOfOrder",
        "QueuePolicyVersionExists = PolicyVersionExists", "QueuePolicyVersionOutOfOrder = PolicyVersionOutOfOrder",
        "SettlementMonthNotOver = StayMonthNotOver", "StayMonthNotOver = SettlementMonthNotOver",
    ];

    private static IEnumerable<Type> All() => typeof(MutationType).Assembly.GetReferencedAssemblies()
        .Where(a => a.Name!.StartsWith("Eldercare.", StringComparison.Ordinal)).Select(Assembly.Load).Append(typeof(MutationType).Assembly)
        .SelectMany(a => a.GetTypes()).Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(Refusal)));

    /// <summary>As many as the parameter with the most samples has.</summary>
    private static IEnumerable<Refusal> Samples(Type type)
    {
        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        object?[][] values = [.. constructor.GetParameters().Select(p => p.Name == "Where" ? ["/rules/0", ""] : Values(p.ParameterType, type).ToArray())];
        var most = values.Length == 0 ? 1 : values.Max(v => v.Length);
        // Each pair of states and actions, which is what a sentence is made of at most.
        for (var i = 0; i < most; i++)
            for (var shift = 0; shift < most; shift++)
                yield return (Refusal)constructor.Invoke([.. values.Select((v, n) => v[(i + (n * shift)) % v.Length])]);
    }

    private static IEnumerable<object?> Values(Type type, Type of)
    {
        if (Nullable.GetUnderlyingType(type) is { } bare) return Values(bare, of).Append(null);
        if (type.IsEnum) return Enum.GetValues(type).Cast<object>();
        if (type == typeof(string)) return of.Name.EndsWith("PolicyInvalid", StringComparison.Ordinal) || of == typeof(PolicyDocumentInvalid) ? ["It is wrong."] : [Text];
        if (type == typeof(Words)) return [of == typeof(TextInvalid) || of == typeof(IdentityNumberInvalid) ? new Words("不对", "is wrong") : new Words("不对。", "it is wrong.")];
        if (type == typeof(int)) return [3];
        if (type == typeof(double)) return [4.5];
        if (type == typeof(bool)) return [true, false];
        if (type == typeof(DateOnly)) return [s_day];
        if (type == typeof(DateTimeOffset)) return [CityTime.At(s_day, new(11, 0))];
        if (type == typeof(Fen)) return [new Fen(1_250)];
        if (type == typeof(LackingCertificate)) return Enum.GetValues<CertificateKind>().SelectMany(k => (object[])[new LackingCertificate(k, null), new LackingCertificate(k, s_day)]);
        if (type == typeof(ReservationInTheWay)) return [new ReservationInTheWay(default, default, s_day, null)];
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)) return [Several(type.GetGenericArguments()[0], of)];
        return [Activator.CreateInstance(type, Guid.NewGuid())];
    }

    private static object Several(Type item, Type of)
    {
        object?[] values = [.. Values(item, of)];
        var array = Array.CreateInstance(item, values.Length);
        values.CopyTo(array, 0);
        return typeof(ImmutableArray).GetMethods().Single(m => m.Name == "Create" && m.GetParameters() is [{ ParameterType.IsArray: true }])
            .MakeGenericMethod(item).Invoke(null, [array])!;
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Uuid();
}
