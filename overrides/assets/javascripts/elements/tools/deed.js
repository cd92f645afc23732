/** Print what a tool made to be signed or compared; the rest of the page stays off this print. */
export function printDeed() {
  document.documentElement.dataset.prints = "deed";
  print();
  delete document.documentElement.dataset.prints;
}
