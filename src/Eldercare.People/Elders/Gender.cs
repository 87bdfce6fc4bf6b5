namespace Eldercare.People.Elders;

/// <summary>As the identity number says (GB 11643: the 17th digit, odd is male).</summary>
public enum Gender
{
    Female,
    Male,
}
