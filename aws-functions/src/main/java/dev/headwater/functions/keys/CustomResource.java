package dev.headwater.functions.keys;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headwater.core.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers CloudFormation, whatever happens: it waits an hour for a resource of which it hears nothing. */
final class CustomResource {
    private static final Logger LOG = LoggerFactory.getLogger(CustomResource.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 3;
    private static final int MAX_REQUEST = 1 << 20;
    private static final int OK = 200;

    /** What makes, changes and removes a resource. */
    @FunctionalInterface
    interface Work {
        /**
         * Does what is asked; doing it again changes nothing.
         *
         * @throws IllegalArgumentException where it can not be done, with a reason for the operator
         */
        Made of(ResourceRequest request);
    }

    /**
     * What became of it.
     *
     * @param id another one than before: CloudFormation has what was before removed
     * @param data what other resources may ask for; nothing secret
     */
    record Made(String id, Map<String, String> data) {}

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    void handle(InputStream event, Work work) throws IOException {
        ResourceRequest request = ResourceRequest.of(JSON.readTree(event.readNBytes(MAX_REQUEST)));
        LOG.info("{}", request);
        ObjectNode answer = JSON.createObjectNode();
        for (String name : new String[] {"StackId", "RequestId", "LogicalResourceId"}) {
            answer.put(name, request.echoed(name));
        }
        try {
            Made made = work.of(request);
            answer.put("Status", "SUCCESS").put("PhysicalResourceId", made.id());
            made.data().forEach(answer.putObject("Data")::put);
        } catch (IllegalArgumentException | StoreException e) {
            fail(answer, request, String.valueOf(e.getMessage()));
        } catch (Throwable e) {
            // Errors as well, or CloudFormation waits its hour. Its message may hold anything.
            fail(answer, request, e.getClass().getSimpleName());
        }
        send(request, answer);
    }

    private static void fail(ObjectNode answer, ResourceRequest request, String reason) {
        LOG.error("{} failed: {}", request, reason);
        // Whoever has a stack removed is not kept from it by what is left in a table.
        boolean isRemoval = request.kind() == ResourceRequest.Kind.DELETE;
        answer.put("Status", isRemoval ? "SUCCESS" : "FAILED")
                .put("Reason", reason)
                .put("PhysicalResourceId", request.id().orElse("none"));
    }

    private void send(ResourceRequest request, ObjectNode answer) throws IOException {
        HttpRequest put = HttpRequest.newBuilder(request.answer())
                .timeout(TIMEOUT)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(answer)))
                .build();
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            int status = status(put);
            if (status == OK) {
                return;
            }
            LOG.warn("CloudFormation did not take the answer ({}), attempt {}", status, attempt);
        }
        throw new IOException("CloudFormation did not take the answer");
    }

    /** 0: none came. */
    private int status(HttpRequest put) {
        try {
            return http.send(put, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
