// A visit's page holds a key in its address and a name in its words: no tool is loaded there. That something was booked is
// told in a frame that knows neither, once a visit, and only after a yes (which the frame reads itself).

const { dataset } = document.querySelector("[data-booked]");

if (sessionStorage.getItem("told") !== dataset.number) {
  sessionStorage.setItem("told", dataset.number);
  const services = dataset.services.split(" ").filter(Boolean);
  sessionStorage.setItem("booking", JSON.stringify({ services, value: Number(dataset.value) }));
  const frame = document.createElement("iframe");
  frame.src = dataset.booked;
  frame.hidden = true;
  document.body.append(frame);
}
