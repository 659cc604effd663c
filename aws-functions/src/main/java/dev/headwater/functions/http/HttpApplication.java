package dev.headwater.functions.http;

import dev.headwater.api.admin.AdminProperties;
import dev.headwater.api.http.BasePath;
import dev.headwater.api.http.FrontDoor;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private HttpApplication(ApplicationContext context, Gate gate) {
        this.context = context;
        this.handler = new EventHandler(context);
        this.base = context.getBean(FrontDoor.class).basePath();
        this.gate = gate;
    }

    /**
     * Starts the controllers.
     *
     * @param controllers the packages of those that answer here, or their whole names; all others are not there
     * @param beans registers what they work with, a {@link FrontDoor} among it
     */
    public static HttpApplication start(Set<String> controllers, Gate gate, Consumer<ApplicationContext> beans) {
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
        return new HttpApplication(context, gate);
    }

    /** Reads an event and writes its answer, as Lambda's runtime wants it. */
    public void answer(InputStream event, OutputStream answer) throws IOException {
        answer(HttpEvent.read(event)).write(answer);
    }

    HttpAnswer answer(HttpEvent came) {
        Optional<HttpEvent> passed = gate.pass(came);
        if (passed.isEmpty()) {
            return HttpAnswer.empty(403, Map.of("Cache-Control", List.of("no-store")));
        }
        HttpEvent event = passed.get();
        String target = base.strip(event.target());
        if (target.length() > MAX_TARGET) {
            return refused(414, target);
        }
        if (event.headers().entrySet().stream()
                        .mapToInt(h -> h.getKey().length() + h.getValue().length())
                        .sum()
                > MAX_HEADERS) {
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
