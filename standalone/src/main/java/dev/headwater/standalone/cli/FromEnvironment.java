package dev.headwater.standalone.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What options are where they are not given. A key in the environment is seen by fewer than one in the command. */
final class FromEnvironment implements IDefaultValueProvider {
    private static final Map<String, String> VARIABLES =
            Map.of("--server", "HEADWATER_SERVER", "--key", "HEADWATER_KEY");

    private final Map<String, String> environment;

    FromEnvironment(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (argument instanceof OptionSpec option && VARIABLES.containsKey(option.longestName())) {
            String value = environment.get(VARIABLES.get(option.longestName()));
            if (value != null && !value.isEmpty()) {
                return value;
            }
        }
        return null;
    }
}
