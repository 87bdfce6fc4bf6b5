using Eldercare.Api.SignIn.Server;

namespace Eldercare.Api.SignIn.Pages;

/// <summary>The pages at which a device is signed in, and at which somebody signs out.</summary>
public sealed partial class SignInPages
{
    internal IResult AskForCode(HttpContext http, bool wrong)
    {
        var texts = SignInTexts.For(http.Request);
        // By GET: the code only asks which device it is, and gives it nothing.
        return PageHtml.Page(
            texts, texts.DeviceTitle,
            $"<form method=get action=\"{SignInServerSetup.Verify}\">{PageHtml.Error(wrong ? texts.WrongDevice : null)}<p>{PageHtml.Text(texts.DeviceHint)}</p>"
            + PageHtml.Field("user_code", texts.DeviceCode, "text", "off", "inputmode=numeric autofocus") + $"<button>{PageHtml.Text(texts.Next)}</button></form>",
            status: wrong ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    internal IResult Confirm(HttpContext http, string client, string code, string username)
    {
        var texts = SignInTexts.For(http.Request);
        return PageHtml.Page(
            texts, texts.DeviceTitle,
            $"<form method=post action=\"{SignInServerSetup.Verify}\">{Proof(http)}<input type=hidden name=user_code value=\"{PageHtml.Text(code)}\">"
            + $"<p>{PageHtml.Text(texts.DeviceAsks)}<br><strong>{PageHtml.Text(client)}</strong></p>"
            + $"<p>{PageHtml.Text(texts.DeviceAs)}<br><strong>{PageHtml.Text(username)}</strong></p><p>{PageHtml.Text(texts.DeviceWarning)}</p><p class=big>{PageHtml.Text(Redeeming.AsShown(code))}</p>"
            + $"<button name=answer value=yes>{PageHtml.Text(texts.Yes)}</button><button class=plain name=answer value=no>{PageHtml.Text(texts.No)}</button></form>");
    }

    internal IResult ConfirmSignOut(HttpContext http)
    {
        var texts = SignInTexts.For(http.Request);
        // What the client asked for goes along, so that the person comes back to it.
        var asked = http.Request.HasFormContentType ? [] : http.Request.Query.Where(p => p.Key is "client_id" or "id_token_hint" or "post_logout_redirect_uri" or "state");
        return PageHtml.Page(
            texts, texts.SignOut,
            $"<form method=post action=\"{SignInServerSetup.Logout}\">{Proof(http)}"
            + string.Concat(asked.Select(p => $"<input type=hidden name={p.Key} value=\"{PageHtml.Text(p.Value.ToString())}\">"))
            + $"<p>{PageHtml.Text(texts.SignOutHint)}</p><button>{PageHtml.Text(texts.SignOut)}</button></form>",
            http.Request.Query["post_logout_redirect_uri"] is [{ } back] && Uri.TryCreate(back, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
                ? uri.GetLeftPart(UriPartial.Authority) : null);
    }
}
