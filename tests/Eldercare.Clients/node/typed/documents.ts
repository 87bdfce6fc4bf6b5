import { graphql } from '../generated/typed'

export const PointsWithRoom = graphql(`
  query PointsWithRoom($latitude: Float!, $longitude: Float!, $date: LocalDate!) {
    nearestMealPoints(latitude: $latitude, longitude: $longitude, date: $date, meal: LUNCH, first: 3) {
      metres
      mealPoint { id name address }
      sitting { id placesLeft }
    }
  }
`)

export const Board = graphql(`
  query Board($mealPoint: ID!, $date: LocalDate!) {
    mealPointBoard(mealPoint: $mealPoint, date: $date) {
      mealPoint { id name latitude longitude }
      sittings { id meal placesLeft guests { state elder { id } } }
    }
  }
`)

export const BookMeal = graphql(`
  mutation BookMeal($input: BookMealInput!) {
    bookMeal(input: $input) {
      sitting { id placesLeft booked }
      errors {
        __typename
        ... on UserError { code message path }
        ... on AlreadyBooked { sitting }
        ... on SittingFull { capacity pointsWithRoom { metres mealPoint { id name } } }
      }
    }
  }
`)

export const CancelBooking = graphql(`
  mutation CancelBooking($input: CancelBookingInput!) {
    cancelBooking(input: $input) { sitting { id placesLeft booked } errors { __typename ... on UserError { code } } }
  }
`)

export const BoardChanged = graphql(`
  subscription BoardChanged($mealPoint: ID!, $date: LocalDate!, $after: Sequence) {
    mealPointBoardChanged(mealPoint: $mealPoint, date: $date, after: $after) {
      sequence
      happened
      board { sittings { id placesLeft } }
    }
  }
`)

export const MealPoints = graphql(`
  query MealPoints($first: Int!, $after: String) {
    mealPoints(first: $first, after: $after) {
      edges { cursor node { id name } }
      pageInfo { endCursor hasNextPage }
    }
  }
`)

export const DeadLetters = graphql(`
  query DeadLetters { deadLetters(first: 1) { nodes { id } } }
`)
