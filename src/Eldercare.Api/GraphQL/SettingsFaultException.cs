namespace Eldercare.Api.GraphQL;

/// <summary>The host was configured in a way it cannot be started with; the message says what to mend.</summary>
public sealed class SettingsFaultException(string message, Exception? inner = null) : Exception(message, inner);
