package dev.headwater.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a Headwater with its demo channels on air, one for all classes that a JVM runs, also where Maven hands them to
 * it one by one: tests bring lines of their own and leave edges and channels as they found them.
 */
final class SharedHeadwater implements ParameterResolver {
    /** Test card, encoded as a ladder. */
    static final int TEST_CARD = 1;
    /** A file, looped and remuxed. */
    static final int LOOP = 2;

    private static final Namespace SHARED = Namespace.create(SharedHeadwater.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == HeadwaterProcess.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        HeadwaterProcess headwater =
                context.getStore(StoreScope.LAUNCHER_SESSION, SHARED).getOrComputeIfAbsent(Running.class).headwater;
        context.getRoot().getStore(SHARED).getOrComputeIfAbsent("calm", first -> awaitCalm(headwater));
        return headwater;
    }

    /** What the class before took away, killed or drained is gone from lists, on air and up again. */
    private static boolean awaitCalm(HeadwaterProcess headwater) {
        Eventually.withinSeconds(60).until("both demo channels are on air, and no others are listed", () -> {
            var channels = headwater.command("channel", "list");
            return channels.size() == 2
                    && channels.findValuesAsText("state").stream().allMatch("on_air"::equals)
                    && Http.get(headwater.uri("/get.php?username=demo&password=demo&type=m3u_plus"))
                                    .body()
                                    .split("/live/", -1)
                                    .length
                            == 3;
        });
        Eventually.withinSeconds(20)
                .until(
                        "both edges are up",
                        () -> headwater.command("edge", "list").findValuesAsText("state").stream()
                                .allMatch("up"::equals));
        return true;
    }

    /** Closed by JUnit when the JVM's last test is over. */
    static final class Running implements AutoCloseable {
        private final HeadwaterProcess headwater;

        Running() throws Exception {
            Path data = Files.createTempDirectory("headwater-e2e");
            headwater = HeadwaterProcess.up(data);
            headwater.lightenDemo();
        }

        @Override
        public void close() {
            headwater.close();
        }
    }
}
