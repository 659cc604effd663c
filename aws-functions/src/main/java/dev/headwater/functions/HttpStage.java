package dev.headwater.functions;

import dev.headwater.api.health.Check;
import dev.headwater.api.health.Readiness;
import dev.headwater.api.http.FrontDoor;
import dev.headwater.api.http.LocalAccess;
import dev.headwater.api.http.TrustedProxies;
import dev.headwater.api.http.ViewerCountries;
import dev.headwater.api.metrics.MetricsAccess;
import dev.headwater.api.metrics.emf.EmfWriter;
import dev.headwater.api.play.StreamHost;
import dev.headwater.aws.CloudResources;
import dev.headwater.core.net.Countries;
import dev.headwater.core.playback.PublicUrl;
import dev.headwater.functions.http.BehindCloudFront;
import dev.headwater.functions.http.Gate;
import dev.headwater.functions.http.HttpApplication;
import dev.headwater.functions.http.Overflow;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All that one HTTP function is made of, from its account to its answers. */
final class HttpStage implements AutoCloseable {
    /** Where viewers reach the headend; without it, by whatever host each names. */
    private static final String PUBLIC_URL = "HEADWATER_PUBLIC_URL";
    /** For links where nothing names the host. */
    private static final String NOWHERE = "http://localhost";

    /** Where endless streams are held; without it, nowhere. */
    private static final String STREAM_HOST = CloudResources.STREAM_HOST;

    static final String NAMESPACE = "Headwater";
    private static final List<String> ANYBODY = List.of("0.0.0.0/0", "::/0");

    private final Account account;
    private final Composition composition;
    private final HttpApplication application;
    private final EmfWriter metrics;

    private HttpStage(Account account, Composition composition, HttpApplication application, EmfWriter metrics) {
        this.account = account;
        this.composition = composition;
        this.application = application;
        this.metrics = metrics;
    }

    /**
     * Opens one over an account, which it closes.
     *
     * @param controllers as {@link HttpApplication#start} has them
     * @param isGuarded whether requests have to show the secret of the distribution
     */
    static HttpStage open(Account account, Set<String> controllers, boolean isGuarded, Consumer<String> metricsOut) {
        String told = account.environment().get(PUBLIC_URL);
        PublicUrl url = told == null || told.isEmpty() ? null : PublicUrl.parse(told);
        Composition composition = Composition.of(account);
        MeterRegistry registry = new SimpleMeterRegistry();
        Gate gate = isGuarded ? BehindCloudFront.showing(OriginSecrets.of(account)) : BehindCloudFront.alone();
        HttpApplication application = HttpApplication.start(
                controllers,
                gate,
                Overflow.into(account.stores().objects(), new SignedReads(account)::address),
                context -> register(context, account, composition, registry, url));
        return new HttpStage(
                account, composition, application, new EmfWriter(registry, NAMESPACE, metricsOut, account.clock()));
    }

    private static void register(
            ApplicationContext context,
            Account account,
            Composition composition,
            MeterRegistry registry,
            @Nullable PublicUrl url) {
        // Whoever passed the gate came by way of the distribution.
        FrontDoor door = new FrontDoor(
                url, TrustedProxies.of(ANYBODY), new ViewerCountries(ViewerCountries.CLOUD_FRONT, Countries.UNKNOWN));
        context.registerSingleton(FrontDoor.class, door);
        context.registerSingleton(MetricsAccess.class, new LocalAccess(door));
        context.registerSingleton(MeterRegistry.class, registry);
        String streams = account.environment().getOrDefault(STREAM_HOST, "");
        if (!streams.isEmpty()) {
            context.registerSingleton(StreamHost.class, new StreamHost(streams));
        }
        Readiness readiness = new Readiness(account.clock());
        readiness.add(Check.edges(composition.services().edges()));
        readiness.add(Check.objects(account.stores().objects()));
        context.registerSingleton(Readiness.class, readiness);
        composition.parts(url == null ? PublicUrl.parse(NOWHERE) : url).registerIn(context);
    }

    void answer(InputStream event, OutputStream answer, String requestId) throws IOException {
        try {
            application.answer(event, answer, requestId);
        } finally {
            metrics.write();
        }
    }

    void warm(List<String> targets) {
        application.warm(targets);
    }

    @Override
    public void close() {
        application.close();
        composition.close();
        account.close();
    }
}
