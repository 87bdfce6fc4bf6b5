using System.Text;
using Eldercare.Store;
using Microsoft.EntityFrameworkCore;

namespace Eldercare.Api.SignIn.Server;

/// <summary>OpenIddict's clients, authorizations and tokens on the city's PostgreSQL; the tables are <see cref="SignInModule"/>'s.</summary>
public sealed class SignInContext(DbContextOptions<SignInContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(StoreSchema.SignIn);
        modelBuilder.UseOpenIddict();
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            entity.SetTableName(Snake(entity.GetTableName()!["OpenIddict".Length..]));
            foreach (var property in entity.GetProperties()) property.SetColumnName(Snake(property.Name));
        }
    }

    private static string Snake(string pascal)
    {
        var snake = new StringBuilder();
        foreach (var letter in pascal)
        {
            if (char.IsUpper(letter) && snake.Length > 0) snake.Append('_');
            snake.Append(char.ToLowerInvariant(letter));
        }

        return snake.ToString();
    }
}
