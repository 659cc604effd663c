'use strict';
const form = document.getElementById('owner');
const answer = document.getElementById('answer');
const button = form.querySelector('button');
const token = location.hash.slice(1);
if (!token) {
  answer.value = 'This link is not whole: copy all of it from the terminal, with what follows the #.';
  button.disabled = true;
}
form.addEventListener('submit', async event => {
  event.preventDefault();
  const name = document.getElementById('name').value;
  const password = document.getElementById('password').value;
  button.disabled = true;
  answer.value = '';
  try {
    const response = await fetch('api/v1/auth/setup', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ token, name, password })
    });
    if (response.ok) {
      history.replaceState(null, '', location.pathname);
      form.reset();
      form.classList.add('done');
      document.getElementById('about').hidden = true;
      answer.value = `Done: ${name} is the owner.\n\nYou can close this page. For scripts and for commands from elsewhere,`
        + ' make a key: ./headwater api-key add NAME --role operator';
      return;
    }
    const { detail } = await response.json();
    answer.value = detail[0].toUpperCase() + detail.slice(1) + '.';
  } catch {
    answer.value = 'The server does not answer.';
  }
  button.disabled = false;
});
