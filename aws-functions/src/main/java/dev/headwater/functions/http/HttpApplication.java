package dev.headwater.functions.http;

import dev.headwater.api.admin.AdminProperties;
import dev.headwater.api.http.BasePath;
import dev.headwater.api.http.FrontDoor;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Controllers of api-functions in a function: an event in, its answer out. */
public final class HttpApplication implements AutoCloseable {
    /** Set in contexts of functions and in no others, so that what is here changes nothing for a server on this class path. */
    static final String ON = "headwater.functions";

    /** As the Netty runtime has them. */
    private static final int MAX_TARGET = 16 << 10;

    private static final int MAX_HEADERS = 16 << 10;
    private static final int MAX_BODY = 64 << 10;
    private static final String ADMIN = "/admin";

    private final ApplicationContext context;
    private final EventHandler handler;
    private final BasePath base;
    private final Gate gate;
    private final Overflow overflow;

    private HttpApplication(ApplicationContext context, Gate gate, Overflow overflow) {
        this.context = context;
        this.handler = new EventHandler(context);
        this.base = context.getBean(FrontDoor.class).basePath();
        this.gate = gate;
        this.overflow = overflow;
    }

    /**
     * Starts the controllers.
     *
     * @param controllers the packages of those that answer here, or their whole names; all others are not there
     * @param beans registers what they work with, a {@link FrontDoor} among it
     */
    public static HttpApplication start(
            Set<String> controllers, Gate gate, Overflow overflow, Consumer<ApplicationContext> beans) {
        ApplicationContext context = ApplicationContext.builder()
                .banner(false)
                .deduceEnvironment(false)
                .deduceCloudEnvironment(false)
                .environmentPropertySource(false)
                .properties(Map.of(ON, true))
                .properties(AdminProperties.all())
                .start();
        context.registerSingleton(OwnRoutes.Own.class, new OwnRoutes.Own(Set.copyOf(controllers)));
        beans.accept(context);
        return new HttpApplication(context, gate, overflow);
    }

    /**
     * Reads an event and writes its answer, as Lambda's runtime wants it.
     *
     * @param requestId as Lambda calls this invocation
     */
    public void answer(InputStream event, OutputStream answer, String requestId) throws IOException {
        HttpEvent came = HttpEvent.read(event);
        HttpAnswer made = gate.pass(came, requestId)
                .map(this::answer)
                .orElseGet(() -> HttpAnswer.empty(403, Map.of("Cache-Control", List.of("no-store"))));
        overflow.fitting(came, made).write(answer);
    }

    /** Answers past the gate. */
    HttpAnswer answer(HttpEvent event) {
        String target = base.strip(event.target());
        if (target.length() > MAX_TARGET) {
            return refused(414, target);
        }
        if (event.headerLength() > MAX_HEADERS) {
            return refused(431, target);
        }
        if (event.body().length > MAX_BODY) {
            return refused(413, target);
        }
        try {
            return handler.answer(event, new URI(target));
        } catch (URISyntaxException e) {
            return refused(400, target);
        }
    }

    /** Runs through what first requests run through, so that these need not wait for it; answers go nowhere. */
    public void warm(List<String> targets) {
        for (String target : targets) {
            HttpEvent event = new HttpEvent("GET", target, Map.of("Host", "localhost"), new byte[0], HttpEvent.NOBODY);
            try {
                answer(event).write(OutputStream.nullOutputStream());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Pages of other origins may ask players' routes, and read why they were refused. */
    private static HttpAnswer refused(int status, String target) {
        return HttpAnswer.empty(
                status, target.startsWith(ADMIN) ? Map.of() : Map.of("Access-Control-Allow-Origin", List.of("*")));
    }

    @Override
    public void close() {
        context.close();
    }
}
