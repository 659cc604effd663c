package dev.headwater.edge;

import dev.headwater.core.http.EntityTags;
import dev.headwater.core.http.Ranges;
import dev.headwater.core.store.Blob;
import dev.headwater.core.store.Blob.FileSlice;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.ObjectReader;
import dev.headwater.edge.Answer.Content;
import dev.headwater.edge.StoredObject.Absent;
import dev.headwater.edge.StoredObject.Entity;
import dev.headwater.edge.StoredObject.Failed;
import dev.headwater.edge.StoredObject.InMemory;
import dev.headwater.edge.StoredObject.TooLarge;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers with an object, a part of it, or that the client already has it (RFC 9110, sections 13 and 14). */
final class Delivery {
    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    private final ObjectCache objects;
    private final ObjectReader origin;
    private final Responses responses;
    private final Executor executor;

    /** The executor may be blocked by reads: virtual threads */
    Delivery(ObjectCache objects, ObjectReader origin, Responses responses, Executor executor) {
        this.objects = objects;
        this.origin = origin;
        this.responses = responses;
        this.executor = executor;
    }

    /** A head, and which bytes go with it: none where {@code length} is 0. */
    private record Plan(HttpResponse head, long offset, long length) {}

    CompletableFuture<Answer> deliver(HttpRequest request, String key) {
        return objects.find(key).thenCompose(stored -> switch (stored) {
            case Absent _ -> now(responses.line(HttpResponseStatus.NOT_FOUND, "no such object"));
            case Failed _ -> now(originFault());
            case InMemory memory -> now(fromMemory(plan(request, memory.entity()), memory));
            case TooLarge large -> fromOrigin(plan(request, large.entity()), key, large.entity());
        });
    }

    private static Answer fromMemory(Plan plan, InMemory memory) {
        return plan.length() == 0
                ? Answer.empty(plan.head())
                : new Answer(plan.head(), new Content.Memory(memory.bytes().slice((int) plan.offset(), (int)
                        plan.length())));
    }

    private CompletableFuture<Answer> fromOrigin(Plan plan, String key, Entity entity) {
        return plan.length() == 0
                ? now(Answer.empty(plan.head()))
                : CompletableFuture.supplyAsync(() -> open(plan, key, entity), executor);
    }

    private Answer open(Plan plan, String key, Entity entity) {
        try {
            Optional<Blob> found = origin.get(key, new ByteRange(plan.offset(), plan.length()));
            if (found.isPresent()) {
                Blob blob = found.get();
                if (blob.etag().equals(entity.etag()) && blob.length() == plan.length()) {
                    return new Answer(plan.head(), content(blob));
                }
                blob.close();
            }
            log.warn("{} is another object than a moment ago", key);
            objects.forget(key);
        } catch (RuntimeException e) {
            log.warn("origin could not deliver {}: {}", key, e.toString());
            objects.forget(key);
        }
        return originFault();
    }

    private static Content content(Blob blob) {
        if (blob.file().isPresent()) {
            FileSlice file = blob.file().get();
            try {
                FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ);
                blob.close();
                return new Content.File(channel, file.position(), file.length());
            } catch (IOException e) {
                // Its name is gone, the blob is open still.
                return new Content.Stream(blob);
            }
        }
        return new Content.Stream(blob);
    }

    private Plan plan(HttpRequest request, Entity entity) {
        HttpHeaders asked = request.headers();
        if (EntityTags.anyMatches(asked.getAll(HttpHeaderNames.IF_NONE_MATCH), entity.etag())) {
            return new Plan(head(HttpResponseStatus.NOT_MODIFIED, entity), 0, 0);
        }
        boolean get = request.method().equals(HttpMethod.GET);
        // Range means something with GET only (RFC 9110, section 14.2).
        Ranges.Selection selection = get
                ? Ranges.select(
                        asked.getAll(HttpHeaderNames.RANGE),
                        asked.get(HttpHeaderNames.IF_RANGE),
                        entity.etag(),
                        entity.length())
                : new Ranges.Selection.Whole();
        return switch (selection) {
            case Ranges.Selection.Whole _ ->
                new Plan(sized(head(HttpResponseStatus.OK, entity), entity.length()), 0, get ? entity.length() : 0);
            case Ranges.Selection.Part(long offset, long length) -> {
                HttpResponse head = sized(head(HttpResponseStatus.PARTIAL_CONTENT, entity), length);
                String range = "bytes " + offset + "-" + (offset + length - 1) + "/" + entity.length();
                head.headers().set(HttpHeaderNames.CONTENT_RANGE, range);
                yield new Plan(head, offset, length);
            }
            case Ranges.Selection.Unsatisfiable _ -> {
                HttpResponse head = sized(responses.head(HttpResponseStatus.REQUESTED_RANGE_NOT_SATISFIABLE), 0);
                head.headers()
                        .set(HttpHeaderNames.CONTENT_RANGE, "bytes */" + entity.length())
                        .set(HttpHeaderNames.CACHE_CONTROL, "no-store");
                yield new Plan(head, 0, 0);
            }
        };
    }

    private HttpResponse head(HttpResponseStatus status, Entity entity) {
        ObjectMeta meta = entity.meta();
        HttpResponse head = responses.head(status);
        HttpHeaders headers = head.headers();
        headers.set(HttpHeaderNames.ETAG, entity.etag()).set(HttpHeaderNames.ACCEPT_RANGES, "bytes");
        if (meta.cacheControl() != null) {
            headers.set(HttpHeaderNames.CACHE_CONTROL, meta.cacheControl());
        }
        if (!status.equals(HttpResponseStatus.NOT_MODIFIED)) {
            headers.set(HttpHeaderNames.CONTENT_TYPE, meta.contentType());
            if (meta.contentEncoding() != null) {
                headers.set(HttpHeaderNames.CONTENT_ENCODING, meta.contentEncoding());
            }
        }
        return head;
    }

    private static HttpResponse sized(HttpResponse head, long length) {
        head.headers().set(HttpHeaderNames.CONTENT_LENGTH, length);
        return head;
    }

    private Answer originFault() {
        return responses.line(HttpResponseStatus.BAD_GATEWAY, "the origin can not be read");
    }

    private static CompletableFuture<Answer> now(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }
}
