package dev.headwater.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.headwater.aws.StubOrder.Unreadable;
import dev.headwater.core.store.ObjectStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * MediaConvert's API as far as films need it, in this process: {@code POST /2017-08-29/jobs} and {@code GET …/jobs/{id}}.
 * Each request is held against the service model ({@link JobModel}) and answered 400 where it breaks it. A job is done when
 * a test says so ({@link #work}), by an {@link StubOrder.Engine} that really transcodes or only seems to; what comes out is
 * laid down as MediaConvert lays it down. Events are written as EventBridge brings them, and delivered by nobody: a test
 * takes them, once, twice, late, or not.
 */
public final class StubMediaConvert implements AutoCloseable {
    private static final String JOBS = "/2017-08-29/jobs";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Map<String, ObjectStore> buckets;
    private final StubOrder.Engine engine;
    private final Map<String, Job> jobs = new HashMap<>();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<String> refusals = new CopyOnWriteArrayList<>();

    private static final class Job {
        final String id;
        final JsonNode request;
        String status = "SUBMITTED";
        int percent;
        int errorCode;
        String errorMessage = "";

        Job(String id, JsonNode request) {
            this.id = id;
            this.request = request;
        }
    }

    /** @param buckets by name: where files come from, and where what is made goes */
    public StubMediaConvert(Map<String, ObjectStore> buckets, StubOrder.Engine engine) throws IOException {
        this.buckets = Map.copyOf(buckets);
        this.engine = engine;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(JOBS, this::handle);
        server.start();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The requests of all jobs, in the order they were first asked for. */
    public synchronized List<JsonNode> requests() {
        return jobs.values().stream().distinct().map(job -> job.request).toList();
    }

    /** What was wrong with requests that were refused. */
    public List<String> refusals() {
        return List.copyOf(refusals);
    }

    /** All events so far, as EventBridge brings them. */
    public List<String> events() {
        return List.copyOf(events);
    }

    /** Does all jobs that wait. */
    public void work() {
        List<Job> waiting;
        synchronized (this) {
            waiting = jobs.values().stream()
                    .distinct()
                    .filter(job -> job.status.equals("SUBMITTED"))
                    .toList();
        }
        waiting.forEach(this::work);
    }

    private void work(Job job) {
        said(job, "PROGRESSING", 0);
        said(job, "STATUS_UPDATE", 50);
        try {
            new StubOrder(job.request.path("settings"), buckets).make(engine);
            said(job, "COMPLETE", 100);
        } catch (Unreadable e) {
            job.errorCode = 1010;
            job.errorMessage = e.getMessage();
            said(job, "ERROR", 0);
        }
    }

    private synchronized void said(Job job, String event, int percent) {
        job.status = event.equals("STATUS_UPDATE") ? "PROGRESSING" : event;
        job.percent = percent;
        events.add(event(job, event).toString());
    }

    private static ObjectNode event(Job job, String status) {
        Instant now = Instant.now();
        ObjectNode event = JSON.createObjectNode()
                .put("version", "0")
                .put("id", "1234abcd-12ab-34cd-56ef-1234567890ab")
                .put("detail-type", "MediaConvert Job State Change")
                .put("source", "aws.mediaconvert")
                .put("account", "111122223333")
                .put("time", now.toString())
                .put("region", "eu-central-1");
        event.putArray("resources").add("arn:aws:mediaconvert:eu-central-1:111122223333:jobs/" + job.id);
        ObjectNode detail = event.putObject("detail")
                .put("timestamp", now.toEpochMilli())
                .put("accountId", "111122223333")
                .put("queue", job.request.path("queue").asText())
                .put("jobId", job.id)
                .put("status", status);
        detail.set("userMetadata", job.request.path("userMetadata"));
        switch (status) {
            case "STATUS_UPDATE" ->
                detail.putObject("jobProgress")
                        .put("jobPercentComplete", job.percent)
                        .put("currentPhase", "TRANSCODING")
                        .put("retryCount", 0);
            case "ERROR" -> detail.put("errorCode", job.errorCode).put("errorMessage", job.errorMessage);
            default -> {}
        }
        return event;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (exchange.getRequestMethod().equals("POST") && path.equals(JOBS)) {
                create(exchange);
            } else if (exchange.getRequestMethod().equals("GET") && path.startsWith(JOBS + "/")) {
                show(exchange, path.substring(JOBS.length() + 1));
            } else {
                problem(exchange, 404, "NotFoundException", "no such route");
            }
        }
    }

    private void create(HttpExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.getRequestBody());
        List<String> wrong = new ArrayList<>(JobModel.check(request));
        wrong.addAll(StubOrder.wrong(request.path("settings")));
        if (!wrong.isEmpty()) {
            refusals.addAll(wrong);
            problem(exchange, 400, "BadRequestException", String.join("; ", wrong));
            return;
        }
        Job job;
        synchronized (this) {
            String id = System.currentTimeMillis() + "-" + Integer.toHexString(jobs.size() + 0x1000);
            String token = request.path("clientRequestToken").asText(id);
            Job known = jobs.get(token);
            job = known == null ? new Job(id, request) : known;
            jobs.put(token, job);
            jobs.put(job.id, job);
        }
        answer(exchange, 201, job);
    }

    private void show(HttpExchange exchange, String id) throws IOException {
        Job job;
        synchronized (this) {
            job = jobs.get(id);
        }
        if (job == null) {
            problem(exchange, 404, "NotFoundException", "there is no job " + id);
        } else {
            answer(exchange, 200, job);
        }
    }

    private static void answer(HttpExchange exchange, int status, Job job) throws IOException {
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode told = answer.putObject("job")
                .put("id", job.id)
                .put("status", job.status)
                .put("jobPercentComplete", job.percent);
        told.set("userMetadata", job.request.path("userMetadata"));
        told.set("settings", job.request.path("settings"));
        if (job.errorCode != 0) {
            told.put("errorCode", job.errorCode).put("errorMessage", job.errorMessage);
        }
        send(exchange, status, answer.toString());
    }

    private static void problem(HttpExchange exchange, int status, String type, String message) throws IOException {
        exchange.getResponseHeaders().set("x-amzn-ErrorType", type);
        send(exchange, status, JSON.createObjectNode().put("message", message).toString());
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
