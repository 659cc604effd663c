package dev.headwater.infra;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the templates of all stacks: {@code main [-c KEY=VALUE]…}; the CDK's command line calls it, or people do. */
public final class HeadwaterApp {
    private static final String DEFAULT_REGION = "us-east-1";
    private static final String USAGE =
            "Usage: headwater synth [-c KEY=VALUE]…\nThe keys are in docs/2-operate/deploy.md.";

    private HeadwaterApp() {}

    public static void main(String[] args) {
        try {
            synth(args);
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.err.println("headwater: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void synth(String[] args) {
        Path root = Path.of(System.getProperty("headwater.root", ".."))
                .toAbsolutePath()
                .normalize();
        Map<String, String> environment = System.getenv();
        // The CDK's own command line says where; whoever calls by hand finds it beside the module.
        String elsewhere = environment.get("CDK_OUTDIR");
        Path out =
                elsewhere == null ? root.resolve("infra-cdk").resolve("target").resolve("cdk.out") : Path.of(elsewhere);
        Deployment deployment = Deployment.of(
                context(args),
                Artefacts.built(root),
                out,
                Optional.ofNullable(environment.get("CDK_DEFAULT_REGION")).orElse(DEFAULT_REGION));
        deployment.app().synth();
        if (elsewhere == null) {
            deployment.settings().warning().ifPresent(System.err::println);
            System.out.println("Templates are in " + out);
        }
    }

    private static Map<String, String> context(String[] args) {
        Map<String, String> context = new HashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            boolean isContext = args[i].equals("-c") || args[i].equals("--context");
            @Nullable String pair = i + 1 < args.length ? args[i + 1] : null;
            if (!isContext || pair == null || pair.indexOf('=') < 1) {
                throw new IllegalArgumentException(USAGE);
            }
            int equals = pair.indexOf('=');
            context.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return context;
    }
}
