package dev.headwater.infra;

import dev.headwater.infra.api.ApiStack;
import dev.headwater.infra.data.DataStack;
import dev.headwater.infra.edge.EdgeStack;
import dev.headwater.infra.function.Surroundings;
import dev.headwater.infra.guard.EdgeGuardStack;
import dev.headwater.infra.ingest.IngestStack;
import dev.headwater.infra.media.MediaStack;
import dev.headwater.infra.observe.ObservabilityStack;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.TagProps;
import software.amazon.awscdk.Tags;

/** All stacks, in the order in which they stand on each other. */
public record Deployment(
        App app,
        Settings settings,
        DataStack data,
        MediaStack media,
        EdgeStack edge,
        EdgeGuardStack guard,
        IngestStack ingest,
        ApiStack api,
        ObservabilityStack observability) {

    /**
     * @param context of {@code -c}; what the CDK's command line says goes before it
     * @param out where the templates go
     * @param defaultRegion where the context names none
     * @throws IllegalArgumentException where the context says what can not be
     */
    public static Deployment of(Map<String, String> context, Artefacts artefacts, Path out, String defaultRegion) {
        App app = App.Builder.create()
                .context(context)
                .outdir(out.toString())
                .analyticsReporting(false)
                .stackTraces(false)
                .treeMetadata(false)
                .build();
        Settings settings = Settings.of(told(app), defaultRegion);
        // Budgets take tags in a shape of their own, and dashboards only since lately.
        Tags.of(app)
                .add(
                        "headwater",
                        settings.name(),
                        TagProps.builder()
                                .excludeResourceTypes(List.of("AWS::Budgets::Budget", "AWS::CloudWatch::Dashboard"))
                                .build());
        Stacks stacks = new Stacks(settings);

        DataStack data = new DataStack(
                app, settings.stack("data"), stacks.props("Tables and secrets", !settings.ephemeral()), settings);
        MediaStack media =
                new MediaStack(app, settings.stack("media"), stacks.props("Buckets, MediaConvert"), settings);
        Surroundings surroundings =
                new Surroundings(settings, artefacts, data.tables(), media.media(), media.uploads());
        EdgeStack edge = new EdgeStack(
                app, settings.stack("edge"), stacks.props("Edges and signing keys"), surroundings, data.setup());
        EdgeGuardStack guard = new EdgeGuardStack(
                app, settings.stack("guard"), stacks.propsIn(EdgeGuardStack.REGION, "Web ACL, certificate"), settings);
        IngestStack ingest =
                new IngestStack(app, settings.stack("ingest"), stacks.props("Workers and stream hosts"), surroundings);
        // The functions are told where the stream hosts are, so they come after them.
        ApiStack api = new ApiStack(
                app,
                settings.stack("api"),
                stacks.props("Functions and the address of the API"),
                new ApiStack.Parts(surroundings, data, media.transcoding(), guard, ingest.streamHost()));
        // They start on the keys and edges that are registered there.
        api.addStackDependency(edge, "the keys have to be registered first");
        ObservabilityStack observability = new ObservabilityStack(
                app,
                settings.stack("observability"),
                stacks.props("Dashboard, alarms, budget"),
                new ObservabilityStack.Parts(settings, data.tables(), api.observed(), ingest.observed()));
        Linting.tell(List.of(data, media, edge, guard, ingest, api, observability));
        return new Deployment(app, settings, data, media, edge, guard, ingest, api, observability);
    }

    /** What the command line and {@code cdk.json} say, together with the CDK's own keys. */
    private static Map<String, ?> told(App app) {
        Map<String, Object> told = new LinkedHashMap<>();
        if (app.getNode().getAllContext() instanceof Map<?, ?> all) {
            all.forEach((key, value) -> told.put(String.valueOf(key), value));
        }
        return told;
    }

    /** What all stacks have in common. */
    private record Stacks(Settings settings) {
        StackProps props(String purpose) {
            return props(purpose, false);
        }

        StackProps props(String purpose, boolean isProtected) {
            return in(settings.region(), purpose)
                    .terminationProtection(isProtected)
                    .build();
        }

        StackProps propsIn(String region, String purpose) {
            return in(region, purpose).build();
        }

        /** Without an account: that is the one whose credentials deploy. */
        private StackProps.Builder in(String region, String purpose) {
            return StackProps.builder()
                    .env(Environment.builder().region(region).build())
                    .crossRegionReferences(true)
                    .description("Headwater: " + purpose);
        }
    }
}
