using System.Globalization;
using System.Text.RegularExpressions;
using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn.Accounts;
using Eldercare.Api.SignIn.Server;
using Eldercare.People.Accounts;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.WebUtilities;

namespace Eldercare.Api.SignIn.Pages;

/// <summary>The pages people sign in at: one address that asks for whatever is still missing.</summary>
public sealed partial class SignInPages(Sessions sessions, SignInSteps steps, AccountBook accounts, SecondFactors factors)
{
    public const string Path = "/signin";

    private const string Return = "return";
    private const string Changed = "changed";
    private const string Former = "former";

    /// <summary>The page, which leads to a path of this host afterwards.</summary>
    /// <param name="back">The path.</param>
    /// <param name="former">The beginning of a session that is not good enough; null when any is.</param>
    public static string With(string back, DateTimeOffset? former = null)
    {
        var query = QueryString.Create(Return, back);
        return Path + (former is { } at ? query.Add(Former, at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)) : query);
    }

    public void Map(WebApplication app)
    {
        // As delegates: else they would be taken for handlers that have answered already.
        app.MapGet(Path, (Delegate)ShowAsync);
        app.MapPost(Path, (Delegate)TakeAsync);
        app.MapGet($"{Path}/password", (Delegate)ShowChangeAsync);
        app.MapPost($"{Path}/password", (Delegate)TakeChangeAsync);
        app.MapGet($"{Path}/device-done", (HttpContext http) => Say(http, t => t.DeviceTitle, t => t.DeviceDone));
        app.MapGet($"{Path}/device-refused", (HttpContext http) => Say(http, t => t.DeviceTitle, t => t.DeviceRefused));
        app.MapGet($"{Path}/out", (HttpContext http) => Say(http, t => t.SignOut, t => t.SignedOut, t => PageHtml.Button(Path, t.SignIn)));
    }

    private async Task<IResult> ShowAsync(HttpContext http)
    {
        sessions.Introduce(http);
        return await PageAsync(http, Fresh(http, await sessions.FindAsync(http)), fault: null);
    }

    /// <summary>The browser's session, unless it is the one that is not good enough, or older.</summary>
    private static Session? Fresh(HttpContext http, Session? session) =>
        long.TryParse(http.Request.Query[Former], NumberStyles.None, CultureInfo.InvariantCulture, out var former)
        && session?.CreatedAt.ToUnixTimeMilliseconds() <= former ? null : session;

    /// <summary>The page for what is missing; leads on when nothing is.</summary>
    /// <param name="http">The request.</param>
    /// <param name="session">The browser's.</param>
    /// <param name="fault">What was wrong with what was typed.</param>
    /// <param name="name">The name that was typed, which need not be typed again.</param>
    private async Task<IResult> PageAsync(HttpContext http, Session? session, Func<SignInTexts, string>? fault, string name = "")
    {
        var (step, account) = await steps.NextAsync(session, http.RequestAborted);
        var texts = SignInTexts.For(http.Request);
        var error = PageHtml.Error(fault?.Invoke(texts));
        switch (step)
        {
            case Step.Password:
                return Form(http, texts, texts.Title, error
                    + PageHtml.Field("username", texts.Username, "text", "username", $"autocapitalize=none spellcheck=false value=\"{PageHtml.Text(name)}\"{(name.Length == 0 ? " autofocus" : "")}")
                    + PageHtml.Field("password", texts.Password, "password", "current-password", name.Length == 0 ? "" : "autofocus"), texts.SignIn, fault is not null);
            case Step.Code:
                return Form(http, texts, texts.CodeTitle, error + $"<p>{PageHtml.Text(texts.CodeHint)}</p>" + PageHtml.Code(texts.Code, "text"), texts.Next, fault is not null);
            case Step.Change:
                return Form(http, texts, texts.ChangeTitle, error + $"<p>{PageHtml.Text(texts.ChangeMust)}</p>" + NewPassword(texts), texts.Next, fault is not null);
            case Step.Enrol:
                var secret = await sessions.PendingAsync(session!, http.RequestAborted);
                var address = SecondFactors.Address(secret, account!.Username);
                return Form(
                    http, texts, texts.EnrolTitle,
                    error + $"<p>{PageHtml.Text(texts.EnrolHint)}</p><div class=picture>{QrCode.Svg(address)}</div>"
                    + $"<p><a href=\"{PageHtml.Text(address)}\">{PageHtml.Text(texts.EnrolHere)}</a></p>"
                    // In groups, as it is typed.
                    + $"<p>{PageHtml.Text(texts.EnrolKey)}<br><span class=code>{string.Join(' ', SecondFactors.Text(secret).Chunk(4).Select(c => new string(c)))}</span></p>" + PageHtml.Code(texts.Code),
                    texts.Next, fault is not null);
            default:
                return Back(http) is { } back
                    ? Results.LocalRedirect(back)
                    : PageHtml.Page(texts, texts.SignedIn, (http.Request.Query.ContainsKey(Changed) ? PageHtml.Note(texts.Changed) : "")
                        + $"<p><strong>{PageHtml.Text(account!.Username)}</strong></p><p><a href=\"{Path}/password\">{PageHtml.Text(texts.ChangeOwn)}</a></p>"
                        + $"<p><a href=\"{SignInServerSetup.Logout}\">{PageHtml.Text(texts.SignOut)}</a></p>");
        }
    }

    private async Task<IResult> TakeAsync(HttpContext http)
    {
        if (await FormAsync(http) is not { } form) return await OldAsync(http);
        var stop = http.RequestAborted;
        var before = await sessions.FindAsync(http);
        var session = Fresh(http, before);
        var (step, account) = await steps.NextAsync(session, stop);
        switch (step)
        {
            case Step.Password:
                if (await steps.PasswordAsync(form["username"].ToString(), form["password"].ToString(), stop) is not { } found)
                    return await PageAsync(http, null, t => t.Wrong, form["username"].ToString());
                await sessions.BeginAsync(http, before, found, factor: false);
                break;
            case Step.Code:
                if (!await steps.CodeAsync(account!, form["code"].ToString(), stop)) return await PageAsync(http, session, t => t.WrongCode);
                await sessions.BeginAsync(http, session, account!, factor: true);
                break;
            case Step.Change:
                if (await ChangeAsync(http, session!, account!, form) is { } fault) return await PageAsync(http, session, fault);
                break;
            case Step.Enrol:
                var secret = await sessions.PendingAsync(session!, stop);
                if (await factors.EnrolAsync(account!, secret, form["code"].ToString(), stop) is not { } recovery)
                    return await PageAsync(http, session, t => t.WrongCode);
                await sessions.BeginAsync(http, session, account!, factor: true);
                return Recovery(http, recovery);
        }

        return Results.LocalRedirect(Path + http.Request.QueryString);
    }

    /// <summary>Takes a new password; null when it was, else what is wrong with it.</summary>
    private async Task<Func<SignInTexts, string>?> ChangeAsync(HttpContext http, Session session, AccountRecord account, IFormCollection form)
    {
        var password = form["new"].ToString();
        if (password != form["repeat"].ToString()) return t => t.Differ;
        switch (Passwords.Fault(password, account.Username))
        {
            case PasswordFault.TooShort: return t => t.TooShort;
            case PasswordFault.TooLong: return t => t.TooLong;
            case PasswordFault.HoldsName: return t => t.HoldsName;
            case PasswordFault.TooSimple: return t => t.TooSimple;
        }

        if ((await Passwords.VerifyAsync(account.PasswordHash, password)).Right) return t => t.Same;
        await accounts.ChangeAsync(new ChangePassword(account.Account, await Passwords.HashAsync(password)), http.RequestAborted);
        // The change ended every session: this one goes on as a new one, and is no new sign-in.
        await sessions.BeginAsync(http, session, (await accounts.FindAsync(account.Account, http.RequestAborted))!, session.Factor, session.CreatedAt);
        return null;
    }

    private async Task<IResult> ShowChangeAsync(HttpContext http)
    {
        var (step, _) = await steps.NextAsync(await sessions.FindAsync(http), http.RequestAborted);
        return step == Step.Done ? ChangePage(http, null) : Results.LocalRedirect(Path);
    }

    private async Task<IResult> TakeChangeAsync(HttpContext http)
    {
        var session = await sessions.FindAsync(http);
        var (step, account) = await steps.NextAsync(session, http.RequestAborted);
        if (step != Step.Done || await FormAsync(http) is not { } form) return await OldAsync(http);
        if (!await steps.ConfirmAsync(account!, form["old"].ToString(), http.RequestAborted)) return ChangePage(http, t => t.WrongOld);
        return await ChangeAsync(http, session!, account!, form) is { } fault ? ChangePage(http, fault) : Results.LocalRedirect($"{Path}?{Changed}");
    }

    private IResult ChangePage(HttpContext http, Func<SignInTexts, string>? fault)
    {
        var texts = SignInTexts.For(http.Request);
        return Form(
            http, texts, texts.ChangeOwn,
            PageHtml.Error(fault?.Invoke(texts)) + PageHtml.Field("old", texts.Old, "password", "current-password") + NewPassword(texts), texts.Next, fault is not null,
            $"{Path}/password");
    }

    private static string NewPassword(SignInTexts texts) => PageHtml.Field("new", texts.New, "password", "new-password", $"minlength={Passwords.Shortest}")
        + PageHtml.Field("repeat", texts.Repeat, "password", "new-password");

    private static IResult Recovery(HttpContext http, ImmutableArray<string> codes)
    {
        var texts = SignInTexts.For(http.Request);
        return PageHtml.Page(
            texts, texts.RecoveryTitle,
            $"<p>{PageHtml.Text(texts.RecoveryHint)}</p><ul class=code>{string.Concat(codes.Select(c => $"<li>{c}</li>"))}</ul>"
            + PageHtml.Button(Path + http.Request.QueryString, texts.Next));
    }

    private static IResult Say(HttpContext http, Func<SignInTexts, string> title, Func<SignInTexts, string> text, Func<SignInTexts, string>? more = null)
    {
        var texts = SignInTexts.For(http.Request);
        return PageHtml.Page(texts, title(texts), $"<p role=status>{PageHtml.Text(text(texts))}</p>{more?.Invoke(texts)}");
    }

    /// <summary>What a client asked for and cannot have, where it cannot be told: to the person, with the words for its developers.</summary>
    /// <returns>Null when nothing is wrong with it.</returns>
    internal static IResult? Fault(HttpContext http)
    {
        if (http.GetOpenIddictServerResponse() is not { Error: { } error } response) return null;
        var texts = SignInTexts.For(http.Request);
        return PageHtml.Page(
            texts, texts.FaultTitle, $"<p>{PageHtml.Text(texts.FaultHint)}</p><p class=code>{PageHtml.Text(error)}<br>{PageHtml.Text(response.ErrorDescription ?? "")}</p>",
            status: StatusCodes.Status400BadRequest);
    }

    /// <summary>A form that did not come from a page of this browser, or one that lay open too long.</summary>
    private async Task<IResult> OldAsync(HttpContext http)
    {
        sessions.Introduce(http);
        return await PageAsync(http, Fresh(http, await sessions.FindAsync(http)), t => t.Expired);
    }

    private async Task<IFormCollection?> FormAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType || http.Request.ContentLength is null or > 16 * 1024) return null;
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        return sessions.IsGenuine(http, form) ? form : null;
    }

    private IResult Form(HttpContext http, SignInTexts texts, string title, string fields, string button, bool bad, string? action = null) => PageHtml.Page(
        texts, title,
        $"<form method=post action=\"{PageHtml.Text(action ?? Path + http.Request.QueryString)}\">{Proof(http)}{fields}<button>{PageHtml.Text(button)}</button></form>",
        LeadsTo(http), bad ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);

    internal string Proof(HttpContext http) => $"<input type=hidden name={Sessions.Genuine} value=\"{sessions.Proof(http)}\">";

    /// <summary>Only what begins there: a link to this page leads nowhere else.</summary>
    private static string? Back(HttpContext http) => http.Request.Query[Return] is [{ } back] && WaysOn().IsMatch(back) ? back : null;

    /// <summary>The client the person goes on to; OpenIddict lets nobody go to one that is not registered.</summary>
    private static string? LeadsTo(HttpContext http)
    {
        if (Back(http) is not { } back || back.IndexOf('?', StringComparison.Ordinal) is var at && at < 0) return null;
        return QueryHelpers.ParseQuery(back[at..]).TryGetValue("redirect_uri", out var redirect) && Uri.TryCreate(redirect, UriKind.Absolute, out var uri)
            ? uri.Scheme is "http" or "https" ? uri.GetLeftPart(UriPartial.Authority) : SchemeOf().IsMatch(uri.Scheme) ? $"{uri.Scheme}:" : null
            : null;
    }

    [GeneratedRegex(@"^/connect/(authorize|verify)(\?[\x21-\x7E]*)?\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex WaysOn();

    [GeneratedRegex(@"^[a-z][a-z0-9+.-]{0,60}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex SchemeOf();
}
