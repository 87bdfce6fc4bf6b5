using System.Globalization;
using Eldercare.People;
using Eldercare.People.Elders;

namespace Eldercare.Benchmarks.People;

/// <summary>A city's older people, made up: family names as common as in the country, given names of one or two characters.</summary>
public static class MadeUpPeople
{
    public const int Count = 732_000;

    private const string FamilyNames =
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪"
        + "陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武单乐查仇";

    private const string GivenNames =
        "秀英兰珍芳凤玉桂美华淑素翠红霞琴月巧彩云莲梅菊香玲娣仙蓉惠静娥爱小金银春秋冬丽萍国建明志文德永福荣生宝林平强军根兴大长民新忠"
        + "义才良海山庆龙祥贵富正道学成洪";

    /// <summary>The same people every time.</summary>
    public static IEnumerable<ElderRecord> All()
    {
        var random = new Random(732_000);
        for (var i = 0; i < Count; i++)
        {
            // The twenty commonest names are half of the people's.
            var family = FamilyNames[(int)(Math.Pow(random.NextDouble(), 2.2) * FamilyNames.Length)];
            var given = random.NextDouble() < 0.15 ? $"{Given(random)}" : $"{Given(random)}{Given(random)}";
            var born = new DateOnly(1920, 1, 1).AddDays(i % 16_000);
            var digits = string.Create(CultureInfo.InvariantCulture, $"321199{born:yyyyMMdd}{i / 16_000:000}");
            yield return new ElderRecord(
                new ElderId(new Guid(i, 7, 32, new byte[8])), family + given, digits + IdentityNumber.CheckCharacter(digits),
                random.NextDouble() < 0.88 ? string.Create(CultureInfo.InvariantCulture, $"1{random.NextInt64(3_000_000_000, 9_999_999_999)}") : null,
                "Made Up Road 1", Districts.All[random.Next(Districts.All.Length)].Code, born, Gender.Female, null, null);
        }
    }

    private static char Given(Random random) => GivenNames[random.Next(GivenNames.Length)];
}
