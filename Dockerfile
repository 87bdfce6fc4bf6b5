# The host for production: `docker compose up` runs it beside PostgreSQL.
FROM node:22 AS graphiql
WORKDIR /graphiql
COPY src/Eldercare.Api/GraphiQL .
RUN npm ci --no-audit --no-fund && npm run build

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
RUN dotnet publish src/Eldercare.Api -c Release -o /app --nologo

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
COPY --from=graphiql /graphiql/dist graphiql
USER app
ENV ELDERCARE_URLS=http://0.0.0.0:5080
EXPOSE 5080
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD ["dotnet", "Eldercare.Api.dll", "health", "http://127.0.0.1:5080/health/ready"]
ENTRYPOINT ["dotnet", "Eldercare.Api.dll", "serve"]
