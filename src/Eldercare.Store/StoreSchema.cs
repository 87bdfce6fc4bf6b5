namespace Eldercare.Store;

/// <summary>The database schemas the system lives in.</summary>
public static class StoreSchema
{
    /// <summary>Events, read models, claims, receipts, people's data.</summary>
    public const string Name = "eldercare";

    /// <summary>Wolverine's envelopes, dead letters and nodes.</summary>
    public const string Messages = "wolverine";

    /// <summary>What the sign-in server keeps: clients, tokens, keys, sessions.</summary>
    public const string SignIn = "signin";
}
