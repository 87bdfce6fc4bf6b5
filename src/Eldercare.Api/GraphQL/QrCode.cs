using QRCoder;

namespace Eldercare.Api.GraphQL;

/// <summary>QR codes (ISO/IEC 18004) as pictures.</summary>
internal static class QrCode
{
    /// <summary>Level M restores 15 % of the picture: enough for a paper card that has been in a pocket.</summary>
    public static string Svg(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(data);
        return picture.GetGraphic(4);
    }
}
