namespace Eldercare.Api.SignIn.Pages;

/// <summary>What the sign-in pages say, in one language.</summary>
internal sealed record SignInTexts(string Lang)
{
    public required string Title { get; init; }
    public required string Username { get; init; }
    public required string Password { get; init; }
    public required string SignIn { get; init; }
    public required string Wrong { get; init; }
    public required string CodeTitle { get; init; }
    public required string CodeHint { get; init; }
    public required string Code { get; init; }
    public required string Next { get; init; }
    public required string WrongCode { get; init; }
    public required string EnrolTitle { get; init; }
    public required string EnrolHint { get; init; }
    public required string EnrolHere { get; init; }
    public required string EnrolKey { get; init; }
    public required string RecoveryTitle { get; init; }
    public required string RecoveryHint { get; init; }
    public required string ChangeTitle { get; init; }
    public required string ChangeMust { get; init; }
    public required string ChangeOwn { get; init; }
    public required string Changed { get; init; }
    public required string WrongOld { get; init; }
    public required string Old { get; init; }
    public required string New { get; init; }
    public required string Repeat { get; init; }
    public required string Differ { get; init; }
    public required string Same { get; init; }
    public required string TooShort { get; init; }
    public required string TooLong { get; init; }
    public required string HoldsName { get; init; }
    public required string TooSimple { get; init; }
    public required string DeviceTitle { get; init; }
    public required string DeviceHint { get; init; }
    public required string DeviceCode { get; init; }
    public required string WrongDevice { get; init; }
    public required string DeviceAsks { get; init; }
    public required string DeviceAs { get; init; }
    public required string DeviceWarning { get; init; }
    public required string Yes { get; init; }
    public required string No { get; init; }
    public required string DeviceDone { get; init; }
    public required string DeviceRefused { get; init; }
    public required string SignedIn { get; init; }
    public required string SignOut { get; init; }
    public required string SignOutHint { get; init; }
    public required string SignedOut { get; init; }
    public required string Expired { get; init; }
    public required string FaultTitle { get; init; }
    public required string FaultHint { get; init; }

    public static SignInTexts English { get; } = new("en")
    {
        Title = "Sign in",
        Username = "Name",
        Password = "Password",
        SignIn = "Sign in",
        Wrong = "Name or password is not right. After several wrong attempts a name is locked for a while.",
        CodeTitle = "Confirm it is you",
        CodeHint = "The six digits your authenticator shows now, or one of your recovery codes.",
        Code = "Code",
        Next = "Continue",
        WrongCode = "This code is not right, or was used before. Wait for the next one.",
        EnrolTitle = "Set up an authenticator",
        EnrolHint = "Your role needs a second factor. Scan this picture with an authenticator app, then type the six digits it shows.",
        EnrolHere = "Is the app on this device? Open it here.",
        EnrolKey = "Or type this key into the app:",
        RecoveryTitle = "Your recovery codes",
        RecoveryHint = "Each of them is good once, should you lose the authenticator. Keep them where only you find them; they are not shown again.",
        ChangeTitle = "Choose a password",
        ChangeMust = "The password you have was given to you by somebody else.",
        ChangeOwn = "Change the password",
        Changed = "The password was changed. Wherever else you were signed in, you no longer are.",
        WrongOld = "The present password is not right. After several wrong attempts your name is locked for a while.",
        Old = "Present password",
        New = "New password (12 characters or more)",
        Repeat = "New password again",
        Differ = "The two are not the same.",
        Same = "That is the password you have.",
        TooShort = "It needs 12 characters or more.",
        TooLong = "It is longer than 128 characters.",
        HoldsName = "It holds your name.",
        TooSimple = "It needs five different characters or more.",
        DeviceTitle = "Sign a device in",
        DeviceHint = "Type the code the device shows.",
        DeviceCode = "Code",
        WrongDevice = "There is no such code, or it is too old.",
        DeviceAsks = "This device will be signed in:",
        DeviceAs = "It will act as:",
        DeviceWarning = "Say yes only if it stands before you and shows this code:",
        Yes = "Yes, sign it in",
        No = "No",
        DeviceDone = "The device is signed in. You can close this page.",
        DeviceRefused = "The device was not signed in.",
        SignedIn = "You are signed in.",
        SignOut = "Sign out",
        SignOutHint = "This ends your sign-in here and in the apps you opened from it.",
        SignedOut = "You are signed out.",
        Expired = "This page was too old. Please try again.",
        FaultTitle = "This does not work",
        FaultHint = "The app you came from asked for something that cannot be. Go back and try again; should it happen again, tell whoever looks after the app:",
    };

    public static SignInTexts Chinese { get; } = new("zh")
    {
        Title = "登录",
        Username = "用户名",
        Password = "密码",
        SignIn = "登录",
        Wrong = "用户名或密码不正确。多次输错后，该用户名将暂时锁定。",
        CodeTitle = "身份验证",
        CodeHint = "请输入验证器当前显示的六位数字，或一个恢复码。",
        Code = "验证码",
        Next = "继续",
        WrongCode = "验证码不正确或已使用过，请等待下一个。",
        EnrolTitle = "设置验证器",
        EnrolHint = "您的角色需要第二重验证。请用验证器应用扫描此图，然后输入其显示的六位数字。",
        EnrolHere = "验证器应用就在本设备上？点此打开。",
        EnrolKey = "或在应用中输入此密钥：",
        RecoveryTitle = "您的恢复码",
        RecoveryHint = "丢失验证器时，每个恢复码可使用一次。请妥善保管，以后不再显示。",
        ChangeTitle = "设置密码",
        ChangeMust = "您现在的密码是他人设置的，请更换。",
        ChangeOwn = "修改密码",
        Changed = "密码已修改。您在其他地方的登录已全部结束。",
        WrongOld = "当前密码不正确。多次输错后，您的用户名将暂时锁定。",
        Old = "当前密码",
        New = "新密码（至少12个字符）",
        Repeat = "再次输入新密码",
        Differ = "两次输入不一致。",
        Same = "新密码与当前密码相同。",
        TooShort = "密码至少需要12个字符。",
        TooLong = "密码超过128个字符。",
        HoldsName = "密码不能包含用户名。",
        TooSimple = "密码至少需要五个不同的字符。",
        DeviceTitle = "登录设备",
        DeviceHint = "请输入设备上显示的代码。",
        DeviceCode = "代码",
        WrongDevice = "代码不存在或已过期。",
        DeviceAsks = "将登录以下设备：",
        DeviceAs = "登录后代表：",
        DeviceWarning = "请确认设备就在您面前，并显示此代码：",
        Yes = "是，登录此设备",
        No = "否",
        DeviceDone = "设备已登录，您可以关闭此页面。",
        DeviceRefused = "设备未登录。",
        SignedIn = "您已登录。",
        SignOut = "退出登录",
        SignOutHint = "将结束您在此处以及由此打开的应用中的登录。",
        SignedOut = "您已退出登录。",
        Expired = "页面已过期，请重试。",
        FaultTitle = "无法继续",
        FaultHint = "您使用的应用提出了无法办理的请求。请返回重试；如再次出现，请将以下内容告知应用的维护人员：",
    };

    /// <summary>The one of the two the browser likes better; Chinese when it likes neither.</summary>
    public static SignInTexts For(HttpRequest request)
    {
        var liked = request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).Select(l => l.Value.ToString());
        return liked.FirstOrDefault(l => Is(l, "zh") || Is(l, "en")) is { } language && Is(language, "en") ? English : Chinese;
    }

    private static bool Is(string language, string code) =>
        language.Equals(code, StringComparison.OrdinalIgnoreCase) || language.StartsWith(code + "-", StringComparison.OrdinalIgnoreCase);
}
