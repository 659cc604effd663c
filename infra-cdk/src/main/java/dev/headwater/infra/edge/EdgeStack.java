package dev.headwater.infra.edge;

import dev.headwater.aws.CustomType;
import dev.headwater.infra.Settings;
import dev.headwater.infra.function.FunctionShape;
import dev.headwater.infra.function.JavaFunction;
import dev.headwater.infra.function.Surroundings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.cloudfront.KeyGroup;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketAttributes;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.constructs.Construct;

/**
 * The pool of distributions that serve segments, the keys they trust, and who may read the media bucket. Which edges there
 * are and what CloudFront calls the keys is written into the accounts table, where every function finds it.
 */
public final class EdgeStack extends Stack {
    private static final int SETUP_MEMORY = 1024;
    private static final int SETUP_DISK = 512;
    private static final Duration SETUP_TIMEOUT = Duration.ofMinutes(2);

    private final JavaFunction registrar;

    public EdgeStack(Construct scope, String id, StackProps props, Surroundings surroundings, ISecret setup) {
        super(scope, id, props);
        Settings settings = surroundings.settings();
        JavaFunction maker = setup("KeyMaker", "KeyPairHandler", surroundings);
        maker.access().secretsNamed("signing-key-*");
        this.registrar = setup("Registrar", "DeliveryHandler", surroundings);
        registrar
                .access()
                .readAndWrite(surroundings.tables().accounts())
                .allow(List.of("secretsmanager:PutSecretValue"), setup.getSecretArn());

        List<SigningKeyPair> pairs = settings.signingKeys().stream()
                .map(number -> new SigningKeyPair(this, number, maker.function()))
                .toList();
        CustomResource known = register(
                "KnownKeys",
                CustomType.SIGNING_KEYS,
                Map.of("Keys", pairs.stream().map(SigningKeyPair::registration).toList()));
        KeyGroup keys = KeyGroup.Builder.create(this, "Keys")
                .comment("Who signs Headwater's segments")
                .items(pairs.stream().map(SigningKeyPair::publicKey).toList())
                .build();
        // Where the key that signs would go, that is refused before any edge stops trusting it.
        keys.getNode().addDependency(known);
        SegmentDelivery delivery = new SegmentDelivery(this, "Delivery");
        IBucket origin = untouchable(surroundings.media());
        List<SegmentEdge> edges = IntStream.rangeClosed(1, settings.edges())
                .mapToObj(number -> new SegmentEdge(this, number, origin, delivery, keys, settings.originShield()))
                .toList();
        new MediaBucketPolicy(
                this,
                "MediaAccess",
                surroundings.media(),
                edges.stream()
                        .map(edge -> edge.distribution().getDistributionArn())
                        .toList(),
                settings.ephemeral() ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN);
        register(
                "KnownEdges",
                CustomType.EDGES,
                Map.of(
                        "Edges",
                        edges.stream().flatMap(SegmentEdge::registrations).toList(),
                        // After a restore a deploy with other keys has to write the edges anew as well.
                        "KeyNumbers",
                        settings.signingKeys().stream().map(String::valueOf).toList()));
        register(
                "FirstOwner",
                CustomType.FIRST_OWNER,
                Map.of("Secret", setup.getSecretArn(), "Link", Integer.toString(settings.setupLink())));
        edges.forEach(edge -> CfnOutput.Builder.create(edge, "Host")
                .value(edge.distribution().getDistributionDomainName())
                .description("An edge of the pool, by http and by https: " + edge.name())
                .build());
    }

    private JavaFunction setup(String id, String handler, Surroundings surroundings) {
        FunctionShape shape = FunctionShape.work(
                "keys." + handler, surroundings.artefacts().work(), SETUP_MEMORY, SETUP_TIMEOUT, SETUP_DISK);
        return JavaFunction.plain(this, id, shape, surroundings, Map.of());
    }

    /** The same bucket as one of another stack's, whose policy nothing here can reach for by mistake. */
    private IBucket untouchable(IBucket media) {
        Annotations.of(this).acknowledgeWarning("@aws-cdk/aws-cloudfront-origins:updateImportedBucketPolicyOac");
        return Bucket.fromBucketAttributes(
                this,
                "Media",
                BucketAttributes.builder()
                        .bucketArn(media.getBucketArn())
                        .bucketRegionalDomainName(media.getBucketRegionalDomainName())
                        .build());
    }

    private CustomResource register(String id, CustomType type, Map<String, Object> properties) {
        return CustomResource.Builder.create(this, id)
                .serviceToken(registrar.function().getFunctionArn())
                .resourceType(type.type())
                .properties(properties)
                .build();
    }
}
