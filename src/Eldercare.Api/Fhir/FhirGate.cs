using Eldercare.Api.GraphQL;
using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.SignIn;
using Eldercare.Beds;
using Eldercare.City.Reading;

namespace Eldercare.Api.Fhir;

/// <summary>Who may read what of homes and stays: as far as in GraphQL.</summary>
public sealed class FhirGate(TokenReader tokens, ApiServices api)
{
    private const Role Readers = Reach.OfHome;

    /// <exception cref="FhirFaultException">There is no sign-in, or none of the roles.</exception>
    internal async ValueTask<FhirReader> OpenAsync(HttpContext http)
    {
        if (await tokens.ReadAsync(http.Request.Headers.Authorization) is not { IsAnonymous: false } caller) throw FhirFaultException.Unauthenticated();
        if ((caller.Roles & Readers) == Role.None) throw FhirFaultException.Forbidden(ForbiddenText.Of(caller, Readers, []));
        return new FhirReader(caller, new RequestContext(api, caller, http.RequestAborted).ScopesFor(Readers));
    }
}

internal sealed record FhirReader(Caller Caller, Scopes Scopes)
{
    /// <summary>What a search finds by itself; null is everything.</summary>
    public Within? Within => Scopes.Everywhere ? null : new(
        Caller.Site is { } site && (Caller.Roles & Role.HomeAdmissions) != Role.None ? new HomeId(site) : null,
        (Caller.Roles & Role.DistrictOffice) != Role.None ? Caller.District : null);

    /// <exception cref="FhirFaultException">The home is out of reach.</exception>
    public void Check(HomeId home, string district)
    {
        if (!Scopes.Home(home, district)) throw FhirFaultException.Forbidden(ForbiddenText.Of(Caller, Reach.OfHome, []));
    }
}
