package dev.headwater.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a Headwater with its demo channels on air, one for the whole run: tests bring lines of their own and leave
 * edges and channels as they found them.
 */
final class SharedHeadwater implements ParameterResolver {
    /** Test card, encoded as a ladder. */
    static final int TEST_CARD = 1;
    /** A file, looped and remuxed. */
    static final int LOOP = 2;

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == HeadwaterProcess.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedHeadwater.class))
                .getOrComputeIfAbsent(Running.class)
                .headwater;
    }

    /** Closed by JUnit when the run ends. */
    static final class Running implements AutoCloseable {
        private final HeadwaterProcess headwater;

        Running() throws Exception {
            Path data = Files.createTempDirectory("headwater-e2e");
            headwater = HeadwaterProcess.up(data);
            Eventually.withinSeconds(60).until("both demo channels are on air", () -> {
                var channels = headwater.command("channel", "list");
                return channels.size() == 2
                        && channels.findValuesAsText("state").stream().allMatch("on_air"::equals);
            });
        }

        @Override
        public void close() {
            headwater.close();
        }
    }
}
