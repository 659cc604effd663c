package dev.headwater.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.headwater.aws.client.AwsAccess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/**
 * What Headwater asks of Secrets Manager, in memory: create, get, put, list in pages, and delete with its days of grace.
 * Signatures are not checked. Answers follow the service's JSON 1.1 protocol.
 */
public final class StubSecretsManager implements AutoCloseable {
    private static final int PAGE = 2;

    private final Map<String, Secret> secrets = new TreeMap<>();
    private final HttpServer server;
    /** Not virtual: who asks goes without an answer where others hold all their carriers. */
    private final ExecutorService threads =
            Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());

    /** @param field {@code SecretBinary} or {@code SecretString}; empty: it has no value yet */
    private record Secret(String field, String value, String token, boolean isToGo) {}

    private record Refusal(String type, String message) {}

    private StubSecretsManager() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public static StubSecretsManager start() throws IOException {
        return new StubSecretsManager();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** For clients of Secrets Manager alone, asked at this address. */
    public static AwsAccess access(URI endpoint) {
        return AwsAccess.of(Map.of(
                "AWS_ENDPOINT_URL_SECRETS_MANAGER", endpoint.toString(),
                "AWS_REGION", "eu-central-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test"));
    }

    /** As a console or the deployment does it: text, or no value at all where it is empty. */
    public synchronized void set(String name, String text) {
        secrets.put(name, new Secret(text.isEmpty() ? "" : "SecretString", text, "", false));
    }

    /** Begins the days of grace. */
    public synchronized void scheduleDeletion(String name) {
        Secret secret = secrets.get(name);
        secrets.put(name, new Secret(secret.field(), secret.value(), secret.token(), true));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            JsonNode body = JsonNode.parser()
                    .parse(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            Object answer = answer(target.substring(target.indexOf('.') + 1), body);
            JsonWriter json = JsonWriter.create();
            json.writeStartObject();
            if (answer instanceof Refusal(String type, String message)) {
                write(json, "__type", type);
                write(json, "message", message);
            } else {
                ((Answer) answer).write(json);
            }
            json.writeEndObject();
            byte[] bytes = json.getBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(answer instanceof Refusal ? 400 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @FunctionalInterface
    private interface Answer {
        void write(JsonWriter json);
    }

    private synchronized Object answer(String operation, JsonNode body) {
        return switch (operation) {
            case "CreateSecret" -> create(text(body, "Name"), body);
            case "GetSecretValue" -> get(text(body, "SecretId"));
            case "PutSecretValue" -> put(text(body, "SecretId"), body);
            case "ListSecrets" -> list(body);
            case "DeleteSecret" -> {
                scheduleDeletion(text(body, "SecretId"));
                yield (Answer) json -> {};
            }
            default -> new Refusal("InvalidActionException", operation);
        };
    }

    private Object create(String name, JsonNode body) {
        Secret there = secrets.get(name);
        Secret made = secret(body);
        if (there != null && there.isToGo()) {
            return toGo();
        }
        if (there != null && !there.equals(made)) {
            return new Refusal("ResourceExistsException", "A secret with this name already exists.");
        }
        secrets.put(name, made);
        return (Answer) json -> write(json, "Name", name);
    }

    private Object get(String name) {
        Secret secret = secrets.get(name);
        if (secret == null || secret.field().isEmpty()) {
            return new Refusal("ResourceNotFoundException", "Secrets Manager can't find the specified secret value.");
        }
        if (secret.isToGo()) {
            return toGo();
        }
        return (Answer) json -> {
            write(json, "Name", name);
            write(json, secret.field(), secret.value());
        };
    }

    private Object put(String name, JsonNode body) {
        Secret secret = secrets.get(name);
        if (secret == null) {
            return new Refusal("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
        }
        if (secret.isToGo()) {
            return toGo();
        }
        secrets.put(name, secret(body));
        return (Answer) json -> write(json, "Name", name);
    }

    private Object list(JsonNode body) {
        JsonNode filter = body.field("Filters").orElseThrow().asArray().getFirst();
        String prefix =
                filter.field("Values").orElseThrow().asArray().getFirst().asString();
        String after = body.field("NextToken").map(JsonNode::asString).orElse("");
        List<String> names = new ArrayList<>(secrets.keySet().stream()
                .filter(name -> !secrets.get(name).isToGo() && name.startsWith(prefix) && name.compareTo(after) > 0)
                .toList());
        boolean isMore = names.size() > PAGE;
        List<String> page = isMore ? names.subList(0, PAGE) : names;
        return (Answer) json -> {
            json.writeFieldName("SecretList");
            json.writeStartArray();
            for (String name : page) {
                json.writeStartObject();
                write(json, "Name", name);
                json.writeEndObject();
            }
            json.writeEndArray();
            if (isMore) {
                write(json, "NextToken", page.getLast());
            }
        };
    }

    private static Refusal toGo() {
        return new Refusal(
                "InvalidRequestException",
                "You can't perform this operation on the secret because it was marked for deletion.");
    }

    private static Secret secret(JsonNode body) {
        String field = body.field("SecretBinary").isPresent() ? "SecretBinary" : "SecretString";
        return new Secret(field, text(body, field), text(body, "ClientRequestToken"), false);
    }

    private static String text(JsonNode body, String field) {
        return body.field(field).map(JsonNode::asString).orElse("");
    }

    private static void write(JsonWriter json, String field, String value) {
        json.writeFieldName(field);
        json.writeValue(value);
    }
}
