using Eldercare.Store.Ids;

namespace Eldercare.Beds;

/// <summary>A care home (养老机构).</summary>
public readonly record struct HomeId(Guid Value) : IId<HomeId>
{
    public static HomeId From(Guid value) => new(value);

    /// <summary>The home with this number in the city's own registry.</summary>
    public static HomeId FromRegistry(string registryNumber) => new(NameBasedId.Of($"home:{registryNumber}"));
}

public readonly record struct RoomId(Guid Value) : IId<RoomId>
{
    public static RoomId From(Guid value) => new(value);

    public static RoomId FromRegistry(string registryNumber) => new(NameBasedId.Of($"room:{registryNumber}"));
}

public readonly record struct BedId(Guid Value) : IId<BedId>
{
    public static BedId From(Guid value) => new(value);

    public static BedId FromRegistry(string registryNumber) => new(NameBasedId.Of($"bed:{registryNumber}"));
}

/// <summary>An elder's request for a bed (入住申请).</summary>
public readonly record struct ApplicationId(Guid Value) : IId<ApplicationId>
{
    public static ApplicationId From(Guid value) => new(value);

    public static ApplicationId FromRegistry(string registryNumber) => new(NameBasedId.Of($"application:{registryNumber}"));
}
