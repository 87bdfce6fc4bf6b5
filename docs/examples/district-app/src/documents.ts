// All that this app asks of the API. What it gets has the types that graphql-codegen makes of these (npm run generate).
import { graphql } from './gql'

export const WhoAmI = graphql(`
  query WhoAmI {
    me {
      subject
      roles
      elder { id name }
      actingFor { elder { id name } }
      mealPoint { id name }
    }
  }
`)

export const PointsOfDistrict = graphql(`
  query PointsOfDistrict($district: String!, $date: LocalDate!, $after: String) {
    mealPoints(district: $district, first: 50, after: $after) {
      nodes { id name address suspended sittings(date: $date) { id meal placesLeft cutOff servedFrom servedUntil } }
      pageInfo { endCursor hasNextPage }
    }
  }
`)

export const Bookings = graphql(`
  query Bookings($elder: ID!) {
    elder(id: $elder) { id bookings { id date meal servedFrom servedUntil cutOff mealPoint { id name address } } }
  }
`)

export const BookMeal = graphql(`
  mutation BookMeal($input: BookMealInput!) {
    bookMeal(input: $input) {
      sitting { id date meal mealPoint { id name } }
      errors {
        __typename
        ... on UserError { message }
        ... on SittingFull { pointsWithRoom { metres mealPoint { id name } sitting { id placesLeft } } }
      }
    }
  }
`)

export const CancelBooking = graphql(`
  mutation CancelBooking($input: CancelBookingInput!) {
    cancelBooking(input: $input) {
      sitting { id date meal mealPoint { id name } }
      errors { __typename ... on UserError { message } }
    }
  }
`)

export const BoardChanged = graphql(`
  subscription BoardChanged($mealPoint: ID!, $date: LocalDate!, $after: Sequence, $guests: Boolean!) {
    mealPointBoardChanged(mealPoint: $mealPoint, date: $date, after: $after) {
      sequence
      happened
      board {
        mealPoint { id name address suspended suspendedReason }
        sittings {
          id meal capacity booked placesLeft price cutOff servedFrom servedUntil closed
          guests @include(if: $guests) { state elder { id name } }
        }
      }
    }
  }
`)
