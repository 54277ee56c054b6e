// Serves ClickHouse's HTTP interface from chdb, the ClickHouse engine inside this process.
// Arguments: a port, a directory for the data, and the credentials to ask for, as user:password.
'use strict';

const http = require('http');
const { Session } = require('chdb');

const [port, directory, credentials] = process.argv.slice(2);
const expected = 'Basic ' + Buffer.from(credentials, 'utf8').toString('base64');
// what a server takes from the address besides settings of the query
const OF_THE_INTERFACE = new Set([
  'database', 'default_format', 'wait_end_of_query', 'cancel_http_readonly_queries_on_client_close',
]);
const session = new Session(directory);

function refuse(response, status, text) {
  const code = /Code: (\d+)\./.exec(text);
  response.writeHead(status, { 'X-ClickHouse-Exception-Code': code ? code[1] : '0' });
  response.end(text);
}

function answer(request, response, sql) {
  if (request.headers.authorization !== expected) {
    refuse(response, 403, 'Code: 516. DB::Exception: canary: Authentication failed.');
    return;
  }
  const parameters = [...new URL(request.url, 'http://localhost').searchParams];
  const format = parameters.filter(([name]) => name === 'default_format').map(([, value]) => value)[0];
  const settings = parameters
    .filter(([name]) => !OF_THE_INTERFACE.has(name))
    .map(([name, value]) => `${name} = ${/^\d+$/.test(value) ? value : `'${value}'`}`);
  try {
    response.end(session.query(sql + (settings.length ? ` SETTINGS ${settings.join(', ')}` : ''), format || 'TabSeparated'));
  } catch (error) {
    refuse(response, 500, String(error.message).replace(/^.*?(Code: )/s, '$1'));
  }
}

const server = http.createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => answer(request, response, Buffer.concat(parts).toString('utf8')));
});
// Node closes an idle connection after 5 s, and a client that uses it just then gets no answer
server.keepAliveTimeout = 600000;
server.listen(Number(port), '127.0.0.1');
