package dev.headwater.standalone.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is asked of SQS, EventBridge, Secrets Manager and S3 to have functions woken, in memory, as one endpoint has it. It
 * refuses what these services refuse: a queue that is made anew with other attributes, one that is not there, a name twice.
 */
final class StubEndpoint implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ACCOUNT = "000000000000";

    final Map<String, JsonNode> queues = new TreeMap<>();
    final Map<String, JsonNode> rules = new TreeMap<>();
    final Map<String, JsonNode> targets = new TreeMap<>();
    final Map<String, String> secrets = new TreeMap<>();
    final Map<String, String> notifications = new TreeMap<>();
    final List<String> asked = new ArrayList<>();

    private final HttpServer server;

    StubEndpoint() throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            if (target == null) {
                String query = String.valueOf(exchange.getRequestURI().getQuery());
                asked.add(exchange.getRequestMethod() + " " + query);
                notifications.put(exchange.getRequestURI().getPath(), new String(body, StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(query.startsWith("notification") ? 200 : 501, -1);
                return;
            }
            String operation = target.substring(target.indexOf('.') + 1);
            asked.add(operation);
            try {
                send(exchange, 200, answer(operation, JSON.readTree(body)));
            } catch (Refused e) {
                exchange.getResponseHeaders().set("x-amzn-query-error", e.getMessage() + ";Sender");
                send(exchange, 400, JSON.createObjectNode().put("__type", e.getMessage()));
            }
        }
    }

    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String type) {
            super(type);
        }
    }

    private synchronized ObjectNode answer(String operation, JsonNode ask) throws Refused {
        ObjectNode answer = JSON.createObjectNode();
        switch (operation) {
            case "GetQueueUrl" -> {
                String name = ask.path("QueueName").asText();
                require(queues.containsKey(name), "com.amazonaws.sqs#QueueDoesNotExist");
                answer.put("QueueUrl", queueUrl(name));
            }
            case "CreateQueue" -> {
                String name = ask.path("QueueName").asText();
                JsonNode known = queues.putIfAbsent(name, ask.path("Attributes"));
                require(known == null || known.equals(ask.path("Attributes")), "com.amazonaws.sqs#QueueNameExists");
                answer.put("QueueUrl", queueUrl(name));
            }
            case "GetQueueAttributes" ->
                answer.putObject("Attributes").put("QueueArn", "arn:aws:sqs:us-east-1:" + ACCOUNT + ":" + named(ask));
            case "SetQueueAttributes" ->
                ((ObjectNode) queues.get(named(ask))).setAll((ObjectNode) ask.path("Attributes"));
            case "PutRule" -> {
                rules.put(ask.path("Name").asText(), ask);
                answer.put(
                        "RuleArn",
                        "arn:aws:events:us-east-1:" + ACCOUNT + ":rule/"
                                + ask.path("Name").asText());
            }
            case "PutTargets" -> {
                require(rules.containsKey(ask.path("Rule").asText()), "ResourceNotFoundException");
                targets.put(ask.path("Rule").asText(), ask.path("Targets"));
                answer.put("FailedEntryCount", 0).putArray("FailedEntries");
            }
            case "CreateSecret" -> {
                String text = ask.path("SecretString").asText();
                require(secrets.putIfAbsent(ask.path("Name").asText(), text) == null, "ResourceExistsException");
                answer.put("Name", ask.path("Name").asText());
            }
            default -> throw new Refused("UnknownOperationException");
        }
        return answer;
    }

    private String named(JsonNode ask) throws Refused {
        String url = ask.path("QueueUrl").asText();
        String name = url.substring(url.lastIndexOf('/') + 1);
        require(queues.containsKey(name), "com.amazonaws.sqs#QueueDoesNotExist");
        return name;
    }

    private String queueUrl(String name) {
        return url() + "/" + ACCOUNT + "/" + name;
    }

    private static void require(boolean is, String otherwise) throws Refused {
        if (!is) {
            throw new Refused(otherwise);
        }
    }

    private static void send(HttpExchange exchange, int status, JsonNode json) throws IOException {
        byte[] body = json.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
