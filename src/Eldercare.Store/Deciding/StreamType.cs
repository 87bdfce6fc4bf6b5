namespace Eldercare.Store.Deciding;

/// <summary>A kind of stream: its name in the event store and how its state follows from its events.</summary>
public abstract class StreamType(string name, Type stateType, Type factType)
{
    /// <summary>Stored in <c>mt_streams.type</c>; never renamed once events exist.</summary>
    public string Name { get; } = name;

    public Type StateType { get; } = stateType;

    public Type FactType { get; } = factType;

    public StreamRef At(Guid id) => new(this, id);

    /// <summary>The state after <paramref name="fact"/>; pure.</summary>
    public abstract object? Evolve(object? state, object fact);

    public override string ToString() => Name;
}

/// <summary>A stream of <typeparamref name="TFact"/> folded into <typeparamref name="TState"/>.</summary>
/// <param name="name">The stream's name in the event store.</param>
/// <param name="evolve">Pure; throws on a fact that cannot follow the state.</param>
public sealed class StreamType<TState, TFact>(string name, Func<TState?, TFact, TState?> evolve)
    : StreamType(name, typeof(TState), typeof(TFact))
    where TState : class
    where TFact : class
{
    public override object? Evolve(object? state, object fact) => evolve((TState?)state, (TFact)fact);
}

/// <summary>One stream.</summary>
public readonly record struct StreamRef(StreamType Type, Guid Id);
