'use strict';
const form = document.getElementById('owner');
const answer = document.getElementById('answer');
const token = location.hash.slice(1);
if (!token) {
  answer.value = 'This link is not whole: copy all of it from the terminal, with what follows the #.';
}
form.addEventListener('submit', async event => {
  event.preventDefault();
  const name = document.getElementById('name').value;
  const password = document.getElementById('password').value;
  try {
    const response = await fetch('api/v1/auth/setup', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ token, name, password })
    });
    if (response.ok) {
      form.querySelectorAll('input, button').forEach(field => { field.disabled = true; });
      history.replaceState(null, '', location.pathname);
      answer.value = `Done: ${name} is the owner. Log in by POST /admin/api/v1/auth/login, or make a key with`
        + ' ./headwater api-key add NAME --role operator';
    } else {
      answer.value = (await response.json()).detail;
    }
  } catch {
    answer.value = 'The server does not answer.';
  }
});
