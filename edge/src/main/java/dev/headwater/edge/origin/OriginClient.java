package dev.headwater.edge.origin;

import dev.headwater.core.store.StoreException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the origin, by one client for everything, as whoever the token says. A redirect is not followed: the token stays. */
final class OriginClient implements AutoCloseable {
    private final OriginConfig config;
    private final String base;
    private final HttpClient http;
    private final ScheduledExecutorService watch;

    OriginClient(OriginConfig config) {
        this.config = config;
        this.base = config.address().toString().replaceAll("/+$", "");
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(config.connectTimeout())
                .executor(Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("origin-", 0).factory()))
                .build();
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("origin-watch").factory());
        timer.setRemoveOnCancelPolicy(true);
        this.watch = timer;
    }

    /** The beginning of an answer, and the rest of it; close the body. */
    record Answered(int status, HttpHeaders headers, InputStream body) {}

    /** A request below {@code /internal/edge/}, to be added to. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + "/internal/edge/" + path))
                .header("Authorization", "Bearer " + config.token());
    }

    /**
     * Sends it, and returns when the answer begins. Its body fails when the origin pauses for too long; close it.
     *
     * @throws StoreException where there is no answer in time
     */
    Answered send(HttpRequest.Builder request) {
        // The client's own time limit is not used: newer JDKs would end long bodies by it.
        CompletableFuture<HttpResponse<InputStream>> answer =
                http.sendAsync(request.build(), BodyHandlers.ofInputStream());
        try {
            HttpResponse<InputStream> response = answer.get(config.readTimeout().toMillis(), TimeUnit.MILLISECONDS);
            return new Answered(
                    response.statusCode(),
                    response.headers(),
                    new ImpatientStream(response.body(), config.readTimeout(), watch));
        } catch (ExecutionException e) {
            // The text of the cause is about addresses and time limits; what was sent is not in it.
            throw new StoreException("the origin " + config.address() + " does not answer: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new StoreException("the origin " + config.address() + " does not answer in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while asking the origin", e);
        } finally {
            answer.cancel(true);
        }
    }

    /** Whatever is on its way fails. */
    @Override
    public void close() {
        http.shutdownNow();
        watch.shutdownNow();
    }
}
