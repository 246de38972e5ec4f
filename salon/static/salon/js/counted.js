// In the frame of a booking that was just made (`booked.js`): tells the tools, if that was agreed to.
import { answerTo, begin, tellBooking } from "./statistics.js";

const { dataset } = document.querySelector("[data-consent]");
const booking = sessionStorage.getItem("booking");

sessionStorage.removeItem("booking");
if (booking && answerTo(dataset.consent) === "agreed") {
  begin(dataset, { isPage: false });
  tellBooking(dataset, JSON.parse(booking));
}
