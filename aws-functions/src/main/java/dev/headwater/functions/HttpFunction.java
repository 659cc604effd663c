package dev.headwater.functions;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Supplier;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;

/**
 * A function that answers requests. Where Lambda starts it from a snapshot, what was opened before the snapshot runs through
 * first requests and is then thrown away: no connection, credential, secret, random state or cached time is in two functions.
 * What serves is opened after the snapshot, by code that is loaded and compiled.
 */
abstract class HttpFunction implements RequestStreamHandler, Resource {
    private final Supplier<HttpStage> opener;
    private final List<String> warming;
    private @Nullable HttpStage stage;

    /** @param warming targets of requests that write nothing */
    @SuppressWarnings("this-escape")
    HttpFunction(Supplier<HttpStage> opener, List<String> warming) {
        this.opener = opener;
        this.warming = List.copyOf(warming);
        this.stage = opener.get();
        Core.getGlobalContext().register(this);
    }

    @Override
    public final void handleRequest(
            InputStream event, OutputStream answer, com.amazonaws.services.lambda.runtime.Context context)
            throws IOException {
        opened().answer(event, answer, context.getAwsRequestId());
    }

    /** Lambda gives a function one request at a time. */
    private synchronized HttpStage opened() {
        HttpStage open = stage == null ? opener.get() : stage;
        stage = open;
        return open;
    }

    @Override
    public final synchronized void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        try (HttpStage open = opened()) {
            open.warm(warming);
            stage = null;
        }
    }

    @Override
    public final void afterRestore(org.crac.Context<? extends Resource> context) {
        opened();
    }
}
