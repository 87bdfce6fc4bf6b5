// The smallest client there is: a POST.
const { ADDRESS, TOKEN } = process.env
const answer = await fetch(`${ADDRESS}/graphql`, {
  method: 'POST',
  headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
  body: JSON.stringify({ query: '{ __typename }' }),
})
console.log(JSON.stringify((await answer.json()).data))
