using System.Globalization;

namespace Eldercare.Import.Demo;

/// <summary>Names put together by chance; whoever bears one bears it by chance.</summary>
internal static class DemoNames
{
    private static readonly string[] s_surnames =
    [
        "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "郭", "何", "林", "高", "罗",
        "郑", "梁", "谢", "宋", "唐", "许", "邓", "冯", "韩", "曹", "曾", "彭", "萧", "蔡", "潘", "田", "董", "袁", "于", "余",
        "叶", "蒋", "杜", "苏", "魏", "程", "吕", "丁", "沈", "任", "姚", "卢", "傅", "钟", "姜", "崔", "谭", "廖", "范", "汪",
        "陆", "金", "石", "戴", "贾", "韦", "夏", "邱", "方", "侯", "邹", "熊", "孟", "秦", "白", "江", "阎", "薛", "尹", "段",
        "雷", "黎", "史", "龙", "陶", "贺", "顾", "毛", "郝", "龚", "邵", "万", "钱", "严", "覃", "武", "欧阳", "诸葛", "司马", "眭",
    ];

    private static readonly string[] s_female =
    [
        "秀", "英", "兰", "珍", "芳", "凤", "玉", "桂", "美", "华", "淑", "素", "翠", "红", "霞", "琴", "月", "巧", "彩", "云",
        "莲", "梅", "菊", "香", "玲", "娣", "仙", "蓉", "惠", "静", "娥", "爱", "小", "金", "银", "春", "秋", "冬", "丽", "萍",
    ];

    private static readonly string[] s_male =
    [
        "国", "建", "明", "志", "文", "德", "永", "福", "荣", "生", "金", "宝", "林", "平", "强", "军", "根", "兴", "大", "长",
        "民", "华", "新", "忠", "义", "才", "良", "云", "海", "山", "庆", "龙", "祥", "贵", "富", "正", "道", "学", "成", "洪",
    ];

    private static readonly string[] s_place =
    [
        "梦溪", "金山", "焦山", "北固", "大西", "中山", "解放", "正东", "健康", "象山", "谏壁", "四牌楼", "和平", "宝塔", "官塘", "蒋乔",
        "七里", "运河", "桃花", "永安", "长江", "东吴", "学府", "禹山", "花山", "古城", "新桥", "兴隆", "双井", "南徐", "黄山", "朱方",
        "米山", "竹林", "天桥", "润江", "阳光", "翠云", "福源", "安康", "松竹", "银杏", "桂花", "荷塘", "柳岸", "石桥", "华阳", "万善",
    ];

    private static readonly string[] s_suffix = ["社区", "新村", "花园", "家园", "街", "里"];

    public static string Person(ref DemoRandom random, bool female)
    {
        // The square draws the common surnames more often.
        var surname = s_surnames[(int)(Math.Pow(random.Share(), 2) * s_surnames.Length)];
        var given = female ? s_female : s_male;
        var first = random.Pick<string>(given);
        return random.Chance(0.15) ? surname + first : string.Concat(surname, first, random.Pick<string>(given));
    }

    public static string Street(ref DemoRandom random) => random.Pick<string>(s_place) + "路";

    public static string Address(ref DemoRandom random, DemoDistrict district) => string.Create(
        CultureInfo.InvariantCulture, $"{district.Name}{Street(ref random)}{random.Between(1, 320)}号");

    /// <summary>A name no other place of this kind has.</summary>
    public static string Place(ref DemoRandom random, DemoDistrict district, string kind, HashSet<string> taken)
    {
        while (true)
        {
            var name = string.Concat(district.Name, random.Pick<string>(s_place), random.Pick<string>(s_suffix), kind);
            if (taken.Add(name)) return name;
        }
    }
}
