import { graphql } from 'relay-runtime'

export const board = graphql`
  query documentsBoardQuery($mealPoint: ID!, $date: LocalDate!) {
    mealPointBoard(mealPoint: $mealPoint, date: $date) {
      mealPoint { id name latitude longitude }
      sittings { id placesLeft }
    }
  }
`

export const pointsWithRoom = graphql`
  query documentsPointsWithRoomQuery($latitude: Float!, $longitude: Float!, $date: LocalDate!) {
    nearestMealPoints(latitude: $latitude, longitude: $longitude, date: $date, meal: LUNCH, first: 3) {
      mealPoint { id name }
      sitting { id placesLeft }
    }
  }
`

export const bookMeal = graphql`
  mutation documentsBookMealMutation($input: BookMealInput!) {
    bookMeal(input: $input) {
      sitting { id placesLeft booked }
      errors {
        __typename
        ... on UserError { code message path }
        ... on AlreadyBooked { sitting }
        ... on SittingFull { pointsWithRoom { mealPoint { id name } } }
      }
    }
  }
`

export const cancelBooking = graphql`
  mutation documentsCancelBookingMutation($input: CancelBookingInput!) {
    cancelBooking(input: $input) { sitting { id placesLeft } errors { ... on UserError { code } } }
  }
`

export const boardChanged = graphql`
  subscription documentsBoardChangedSubscription($mealPoint: ID!, $date: LocalDate!, $after: Sequence) {
    mealPointBoardChanged(mealPoint: $mealPoint, date: $date, after: $after) {
      sequence
      happened
      board { sittings { id placesLeft } }
    }
  }
`

export const mealPoints = graphql`
  query documentsMealPointsQuery($district: String) { ...documentsMealPoints @arguments(district: $district, count: 1) }
`

export const listOfMealPoints = graphql`
  fragment documentsMealPoints on Query
  @refetchable(queryName: "documentsMealPointsPageQuery")
  @argumentDefinitions(district: { type: "String" }, count: { type: "Int", defaultValue: 20 }, cursor: { type: "String" }) {
    mealPoints(district: $district, first: $count, after: $cursor) @connection(key: "documents_mealPoints", filters: ["district"]) {
      edges { node { id name } }
      pageInfo { endCursor hasNextPage }
    }
  }
`

export const openMealPoint = graphql`
  mutation documentsOpenMealPointMutation($input: OpenMealPointInput!, $connections: [ID!]!) {
    openMealPoint(input: $input) {
      mealPoint @appendNode(connections: $connections, edgeTypeName: "MealPointEdge") { id name }
      errors { ... on UserError { code } }
    }
  }
`

export const elder = graphql`
  query documentsElderQuery($elder: ID!) { elder(id: $elder) { id ...documentsLedger @arguments(count: 1) } }
`

export const ledger = graphql`
  fragment documentsLedger on Elder
  @refetchable(queryName: "documentsLedgerPageQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 20 }, cursor: { type: "String" }) {
    ledger(first: $count, after: $cursor) @connection(key: "documents_ledger") {
      edges { node { at kind subject } }
      pageInfo { endCursor }
    }
  }
`

export const deadLetters = graphql`
  query documentsDeadLettersQuery { deadLetters(first: 1) @catch(to: RESULT) { nodes { id } } }
`
