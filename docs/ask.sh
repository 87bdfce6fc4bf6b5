# For the guide's examples, in bash: `. docs/ask.sh` in the folder of the project, with a demo running (./eldercare demo --small).

ELDERCARE=${ELDERCARE:-http://127.0.0.1:5080}

# ask 'DOCUMENT' ['VARIABLES']: posts a document, with TOKEN if there is one, and prints the answer.
ask() {
  local query=${1//\"/\\\"}
  curl -sS -w '\n' "$ELDERCARE/graphql" -H 'content-type: application/json' ${TOKEN:+-H "authorization: Bearer $TOKEN"} \
    -d "{\"query\":\"${query//$'\n'/ }\",\"variables\":${2:-null}}"
}

# pick PATH: one value out of an answer, such as data.me.subject
pick() { node -p "JSON.parse(require('fs').readFileSync(0, 'utf8')).$1"; }

# free_day: the next date, from the day after tomorrow on, for which whoever TOKEN acts for has no meal yet.
free_day() {
  ask '{ me { actingFor { elder { bookings { date } } } } }' | node -e '
    const taken = require("fs").readFileSync(0, "utf8"), inChina = (days) => new Date(Date.now() + (8 + 24 * days) * 3600e3).toISOString().slice(0, 10)
    console.log([2, 3, 4, 5, 6].map(inChina).find((day) => !taken.includes(day)) ?? "She has a meal on each of the days.")'
}
