package dev.headwater.infra.ingest;

import dev.headwater.infra.function.Surroundings;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.ContainerInsights;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.constructs.Construct;

/** Workers that take sources in, and hosts that send channels as endless streams. */
public final class IngestStack extends Stack {
    private final Observed observed;
    private final String streamHost;

    /** What is to be watched. */
    public record Observed(FargateService workers, FargateService streamHosts, ApplicationTargetGroup streamTargets) {}

    public IngestStack(Construct scope, String id, StackProps props, Surroundings surroundings) {
        super(scope, id, props);
        Vpc network = Network.at(this);
        Cluster cluster = Cluster.Builder.create(this, "Cluster")
                .vpc(network)
                .containerInsightsV2(ContainerInsights.DISABLED)
                .build();
        ContainerImage image = ProgramImage.of(surroundings.settings(), surroundings.artefacts());
        Workers workers = new Workers(this, "Workers", cluster, image, surroundings);
        StreamHosts hosts = new StreamHosts(this, "StreamHosts", network, cluster, image, surroundings);
        this.streamHost = hosts.host();
        this.observed = new Observed(workers.service(), hosts.service(), hosts.targets());
        output("StreamHost", hosts.host(), "Where channels leave as endless MPEG-TS");
        if (!surroundings.settings().push().isEmpty()) {
            PushedSources pushed =
                    new PushedSources(this, "Pushed", network, cluster, image, surroundings, workers.policy());
            output("PushHost", pushed.host(), "Where encoders push channels to");
        }
        output("WorkerPolicy", workers.policy().getManagedPolicyArn(), "For the user or role of a worker elsewhere");
    }

    /** By which viewers reach the stream hosts, with http and with https. */
    public String streamHost() {
        return streamHost;
    }

    public Observed observed() {
        return observed;
    }

    private void output(String id, String value, String description) {
        CfnOutput.Builder.create(this, id).value(value).description(description).build();
    }
}
