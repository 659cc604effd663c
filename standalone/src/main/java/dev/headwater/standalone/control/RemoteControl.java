package dev.headwater.standalone.control;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.Operations;
import dev.headwater.api.admin.document.AdminRoutes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Gives commands to a Headwater elsewhere, by its admin API. */
public final class RemoteControl implements Control {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** Some answers wait a while for something to come to its end. */
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private static final int OK = 200;
    private static final int MAX_ANSWER = 64 << 20;

    private final RemoteServer server;
    private final AdminRoutes routes;
    private final HttpClient client;

    public RemoteControl(RemoteServer server, AdminRoutes routes) {
        this.server = server;
        this.routes = routes;
        // A redirect would lead the key astray.
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build();
    }

    @Override
    public JsonNode call(String operation, JsonNode argument) {
        return answer(http(request(operation, argument), "application/json"));
    }

    @Override
    public boolean isElsewhere() {
        return true;
    }

    @Override
    public void fetch(String operation, JsonNode argument, OutputStream to) throws IOException {
        HttpResponse<InputStream> answer = send(http(request(operation, argument), "*/*"));
        try (InputStream in = answer.body()) {
            if (answer.statusCode() != OK) {
                var _ = read(answer.statusCode(), in.readNBytes(MAX_ANSWER + 1));
                throw isNoHeadwater(answer.statusCode());
            }
            // What ends before its announced length is an error of the stream.
            in.transferTo(to);
        }
    }

    private RemoteRequest request(String operation, JsonNode argument) {
        return routes.of(operation)
                .map(route -> RemoteRequest.of(route, argument))
                .orElseThrow(() -> new OperationException(
                        "'" + operation + "' can not be asked for with --server; run it where the data folder is"));
    }

    @Override
    public Optional<String> upload(Path file, Sent sent) {
        RemoteUpload upload = RemoteUpload.of(file);
        JsonNode announced = call(
                "upload.add",
                Operations.JSON.createObjectNode().put("name", upload.name()).put("size", upload.size()));
        if (announced.path("parts").isArray()) {
            announced.path("parts").forEach(part -> answer(upload.part(part, sent)));
        } else {
            answer(upload.request(server, announced, sent));
        }
        return Optional.of("upload:" + announced.path("id").asText());
    }

    private JsonNode answer(HttpRequest request) {
        try {
            HttpResponse<InputStream> answer = send(request);
            try (InputStream in = answer.body()) {
                return read(answer.statusCode(), in.readNBytes(MAX_ANSWER + 1));
            }
        } catch (IOException e) {
            throw new OperationException(server.base() + " does not answer: " + e.getMessage());
        }
    }

    private HttpResponse<InputStream> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofInputStream());
        } catch (ConnectException e) {
            throw new OperationException(server.base() + " can not be reached");
        } catch (IOException e) {
            throw new OperationException(server.base() + " does not answer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationException("interrupted");
        }
    }

    private HttpRequest http(RemoteRequest request, String accepted) {
        BodyPublisher body = request.body() == null
                ? BodyPublishers.noBody()
                : BodyPublishers.ofString(request.body().toString());
        HttpRequest.Builder http = HttpRequest.newBuilder(URI.create(server.base() + request.target()))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + server.key())
                .header("Accept", accepted)
                .method(request.method(), body);
        if (request.body() != null) {
            http.header("Content-Type", "application/json");
        }
        return http.build();
    }

    private JsonNode read(int status, byte[] body) throws IOException {
        if (body.length > MAX_ANSWER) {
            throw new OperationException("the answer is too large");
        }
        JsonNode answer;
        try {
            answer = Operations.JSON.readTree(body);
        } catch (JacksonException e) {
            throw isNoHeadwater(status);
        }
        if (status / 100 == 2) {
            return answer;
        }
        throw refusal(status, answer);
    }

    private OperationException refusal(int status, JsonNode problem) {
        String detail = problem.path("detail").asText();
        if (status == 401) {
            return OperationException.forbidden(server.base() + " does not know this key");
        }
        if (detail.isEmpty()) {
            return isNoHeadwater(status);
        }
        return switch (status) {
            case 403 -> OperationException.forbidden(detail);
            case 404 -> OperationException.missing(detail);
            case 409 -> OperationException.conflict(detail);
            default ->
                problem.hasNonNull("field")
                        ? OperationException.invalid(problem.path("field").asText(), detail)
                        : new OperationException(detail);
        };
    }

    private OperationException isNoHeadwater(int status) {
        return new OperationException(
                server.base() + " does not answer as the admin API does (HTTP " + status + "); is it the right URL?");
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
