package io.leme.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.admission.AdmissionChain;
import io.leme.gateway.authn.BearerTokens;
import io.leme.gateway.authn.Credentials;
import io.leme.gateway.authz.StandingRules;
import io.leme.gateway.codec.ObjectDecoder;
import io.leme.gateway.codec.ProtobufWriter;
import io.leme.gateway.codec.patch.PatchReader;
import io.leme.gateway.codec.schema.KindSchemas;
import io.leme.gateway.codec.schema.ProtobufSchemas;
import io.leme.gateway.flow.InFlight;
import io.leme.gateway.http.request.Query;
import io.leme.gateway.http.resource.ResourceHandler;
import io.leme.gateway.registry.Bootstrap;
import io.leme.gateway.registry.EngineParts;
import io.leme.gateway.registry.Resource;
import io.leme.gateway.registry.ResourceCatalog;
import io.leme.gateway.registry.ResourceDefinition;
import io.leme.gateway.registry.kind.BuiltInKinds;
import io.leme.gateway.storage.keyed.HeapKeySpace;
import io.leme.gateway.storage.keyed.KeyObjectStore;
import io.leme.gateway.telemetry.RequestMetrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that are wrong in every way: each gets the Status that says so, and none is our fault.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments";
    private static final String DEFINITIONS =
            "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    private static final String JSON = "application/json";
    private static final int FUZZED = 1500;

    private final Deadlines deadlines = new Deadlines();
    private ResourceCatalog catalog = new ResourceCatalog(List.of());
    private Handler chain = _ -> NotFoundPage.reply();

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        Path tokens = Files.writeString(folder.resolve("tokens"), "t,admin,1,system:masters\n");
        KindSchemas schemas = new KindSchemas(ProtobufSchemas.load());
        HeapKeySpace keys = new HeapKeySpace();
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-23T01:02:03Z"));
        catalog =
                BuiltInKinds.catalog(
                        new EngineParts(
                                schemas, new AdmissionChain(List.of()), clock, new Random(7)),
                        type -> new KeyObjectStore(keys, type));
        ResourceCatalog served = catalog;
        new Bootstrap(served).run();
        chain =
                GatewayChain.around(
                        new ResourceHandler(
                                () -> served,
                                new ObjectDecoder(schemas),
                                new PatchReader(schemas.builtIn()),
                                new ProtobufWriter(schemas.builtIn()),
                                clock),
                        new GatewayChain.Parts(
                                BearerTokens.read(tokens),
                                new StandingRules(),
                                new InFlight(10, 10),
                                _ -> {},
                                deadlines,
                                clock),
                        new RequestMetrics(),
                        new ProtobufWriter(schemas.builtIn()));
        post(MAPS, JSON, "{'metadata':{'name':'there'},'data':{'a':'b'}}");
    }

    @AfterAll
    void stop() {
        deadlines.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                            | 400 | the request has no body",
                "{                             | 400 | unrecognized",
                "[]                            | 400 | unrecognized",
                "null                          | 400 | unrecognized",
                "{} trailing                   | 400 | unrecognized",
                "{'data':{'a':'b',}}           | 400 | unrecognized",
                "{'data':5}                    | 400 | cannot unmarshal number into Go struct",
                "{'data':{'a':1}}              | 400 | cannot unmarshal number",
                "{'metadata':'x'}              | 400 | cannot unmarshal string",
                "{'metadata':[]}               | 400 | cannot unmarshal array",
                "{'metadata':{'labels':[1]}}   | 400 | cannot unmarshal array",
                "{'binaryData':{'a':'%'}}      | 400 | illegal base64 data",
                "{'immutable':1e999}           | 400 | unrecognized",
                "{'kind':'Secret'}             | 400 | cannot be handled as a ConfigMap",
                "{'kind':5}                    | 400 | cannot be handled as a ConfigMap",
                "{'apiVersion':'v2'}           | 400 | does not match the expected API version",
                "{'apiVersion':'a/b/c/d'}      | 400 | does not match the expected API version",
                "{'apiVersion':{}}             | 422 | name or generateName is required",
                "{'metadata':{}}               | 422 | name or generateName is required",
                "{'metadata':null}             | 422 | name or generateName is required",
                "{'metadata':{'name':'A'}}     | 422 | a lowercase RFC 1123 subdomain must",
                "{'metadata':{'name':'a/b'}}   | 422 | metadata.name: Invalid value",
                "{'metadata':{'name':'a','namespace':'b'}} | 400 | does not match the namespace",
                "{'metadata':{'name':'a','labels':{'-':'b'}}} | 422 | metadata.labels",
                "{'metadata':{'name':'a','annotations':{'':''}}} | 422 | name part must be",
                "{'metadata':{'name':'a','finalizers':['x y']}} | 422 | metadata.finalizers",
                "{'metadata':{'name':'a','ownerReferences':[{}]}} | 422 | ownerReferences",
                "{'metadata':{'name':'a'},'data':{'a b':''}} | 422 | data[a b]",
            })
    void aBodyThatIsWrongIsRefused(String body, int code, String words) {
        assertRefused(post(MAPS, JSON, body), code, words);
    }

    @Test
    void unknownFieldsAreRefusedToldOrDropped() {
        String body = "{'metadata':{'name':'unknown'},'data':{},'spec':{},'data':{}}";

        assertRefused(
                send("POST", MAPS, "dryRun=All&fieldValidation=Strict", JSON, body),
                400,
                "strict decoding error: duplicate field \"data\", unknown field \"spec\"");
        Reply warned = send("POST", MAPS, "dryRun=All&fieldValidation=Warn", JSON, body);
        assertThat(warned.code()).isEqualTo(201);
        assertThat(warned.fields().toString()).contains("unknown field");
        Reply dropped = send("POST", MAPS, "dryRun=All&fieldValidation=Ignore", JSON, body);
        assertThat(dropped.code()).isEqualTo(201);
        assertThat(dropped.fields().toString()).doesNotContain("unknown field");
        assertRefused(send("POST", MAPS, "fieldValidation=No", JSON, body), 422, "fieldValidation");
    }

    @ParameterizedTest
    @ValueSource(ints = {1_001, 20_000, 1_000_000})
    void deepBodiesAreRefused(int depth) {
        String list = "[".repeat(depth);
        String object = "{'a':".repeat(depth);

        assertRefused(post(MAPS, JSON, list), 400, "");
        assertRefused(post(MAPS, JSON, "{'data':" + object), 400, "");
        assertRefused(post(MAPS, "application/yaml", list), 400, "");
        assertRefused(patch("application/merge-patch+json", object), 400, "");
        assertRefused(patch("application/json-patch+json", list), 400, "");
    }

    @Test
    void longNamesAreRefused() {
        for (String part : List.of("a", "a.", "-", "ä")) {
            String name = part.repeat(1 << 20);
            assertRefused(post(MAPS, JSON, "{'metadata':{'name':'" + name + "'}}"), 422, "name");
            String labels = "{'" + name + "':'" + name + "'}";
            assertRefused(
                    post(MAPS, JSON, "{'metadata':{'name':'a','labels':" + labels + "}}"),
                    422,
                    "labels");
            assertRefused(send("GET", MAPS + "/" + name, "", JSON, ""), 404, "not found");
        }
        String prefix = "a".repeat(1 << 20);
        assertRefused(
                post(MAPS, JSON, "{'metadata':{'generateName':'" + prefix + "'}}"), 422, "name");
    }

    @Test
    void largeNumbersAreRefusedQuickly() {
        String digits = "9".repeat(1 << 20);
        String limits =
                "{'metadata':{'name':'a'},'spec':{'replicas':1,'template':{'spec':{'containers':"
                        + "[{'name':'a','resources':{'limits':{'cpu':'%s'}}}]}}}}";

        assertRefused(post(DEPLOYMENTS, JSON, limits.formatted(digits)), 400, "quantities must");
        assertRefused(post(DEPLOYMENTS, JSON, limits.formatted("1e999999999")), 400, "quantities");
        assertRefused(post(DEPLOYMENTS, JSON, "{'spec':{'replicas':" + digits + "}}"), 400, "");
        assertRefused(post(DEPLOYMENTS, JSON, "{'spec':{'replicas':1e9}}"), 400, "");
        assertRefused(post(DEPLOYMENTS, JSON, "{'spec':{'replicas':2147483648}}"), 400, "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "labelSelector=a in (b           | 400 | unable to parse requirement",
                "labelSelector=(((((             | 400 | found '('",
                "labelSelector=a=b=c             | 400 | found '='",
                "labelSelector=a,,b              | 400 | found ','",
                "labelSelector=a>b               | 400 | the value must be an integer",
                "labelSelector=%00               | 400 | ",
                "fieldSelector=spec.x=1          | 400 | is not a known field selector",
                "fieldSelector=a                 | 400 | invalid selector",
                "fieldSelector=metadata.name\\   | 400 | ",
                "limit=x                         | 400 | parsing",
                "limit=99999999999999999999      | 400 | parsing",
                "continue=!                      | 400 | continue",
                "continue=e30                    | 400 | continue",
                "resourceVersion=x               | 422 | resourceVersion",
                "resourceVersion=-1              | 422 | resourceVersion",
                "resourceVersionMatch=Exact      | 422 | resourceVersionMatch",
                "resourceVersion=0&resourceVersionMatch=No | 422 | resourceVersionMatch",
                "watch=true&resourceVersion=x    | 422 | resourceVersion",
                "watch=true&sendInitialEvents=true | 422 | resourceVersionMatch",
                "timeoutSeconds=x&watch=true     | 400 | parsing",
            })
    void aQueryThatIsWrongIsRefused(String query, int code, String words) {
        assertRefused(send("GET", MAPS, query, JSON, ""), code, words == null ? "" : words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "json-patch | {} | 400 | error decoding patch",
                "json-patch      | [5]                                  | 400 | Unexpected kind",
                "json-patch      | [{'op':'add','path':'x','value':1}]  | 400 | JSON pointer",
                "json-patch      | [{'op':'add','path':'','value':1}]   | 422 | does not leave",
                "json-patch      | [{'op':'remove','path':'/nowhere'}]  | 422 | missing key",
                "json-patch      | [{'op':'test','path':'/kind','value':1}] | 422 | testing value",
                "json-patch      | [{'op':'move','from':'/data','path':'/data/a'}] | 422 | itself",
                "json-patch      | [{'op':'replace','path':'/kind','value':'X'}] | 400 | X",
                "json-patch | [{'op':'replace','path':'/metadata','value':1}] | 400 | unmarshal",
                "json-patch      | [{'op':'add','path':'/data/-','value':{}}] | 400 | unmarshal",
                "merge-patch     | []                                   | 400 | no object",
                "merge-patch     | {'data':[]}                          | 400 | unmarshal",
                "merge-patch     | {'metadata':{'name':'other'}}        | 400 | does not match",
                "merge-patch | {'metadata':{'uid':'other'}} | 409 | Precondition failed",
                "merge-patch     | {'metadata':{'resourceVersion':'1'}} | 409 | has been modified",
                "merge-patch     | {'apiVersion':'v2'}                  | 400 | API version",
                "strategic-merge-patch | []                             | 400 | no object",
                "strategic-merge-patch | {'data':'x'}                   | 400 | unmarshal",
                "strategic-merge-patch | {'$patch':'explode'}           | 400 | patch type",
                "strategic-merge-patch | {'metadata':{'finalizers':{}}} | 400 | unmarshal",
            })
    void aPatchThatIsWrongIsRefused(String type, String body, int code, String words) {
        assertRefused(patch("application/" + type + "+json", body), code, words);
    }

    @Test
    void patchesThatGrowWithoutBoundAreCutOff() {
        String copy = "{'op':'copy','from':'/data','path':'/data%s'}";
        String doubling = operations(40, i -> copy.formatted("/x" + i));
        String deepening =
                operations(24, i -> copy.formatted("/a".repeat(1 << Math.clamp(i - 1, 0, 9))));
        String many = operations(10_001, i -> "{'op':'add','path':'/data/a','value':'" + i + "'}");

        for (String bomb : List.of(doubling, deepening)) {
            Reply reply = patch("application/json-patch+json", bomb);
            assertThat(reply.code()).as(text(reply)).isBetween(400, 422);
        }
        assertRefused(patch("application/json-patch+json", many), 413, "operations");
    }

    private static String operations(int count, IntFunction<String> operation) {
        return IntStream.range(0, count)
                .mapToObj(operation)
                .collect(Collectors.joining(",", "[", "]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST   | application/xml              | 415",
                "PUT    | text/plain                   | 415",
                "PATCH  | application/json             | 415",
                "PATCH  | application/apply-patch+json | 415",
                "DELETE | application/xml              | 415",
            })
    void otherContentIsNotTaken(String method, String type, int code) {
        String path = method.equals("POST") ? MAPS : MAPS + "/there";

        assertRefused(send(method, path, "", type, "{}"), code, "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'spec':{}}",
                "{'spec':{'group':'','names':{},'versions':[]}}",
                "{'spec':{'group':5,'names':[],'versions':{}}}",
                "{'spec':{'versions':[5]}}",
                "{'spec':{'versions':[{'name':'v1','schema':{'openAPIV3Schema':5}}]}}",
                "{'spec':{'versions':[{'name':'v1','storage':true,'schema':{'openAPIV3Schema':"
                        + "{'type':5,'properties':[],'required':{},'enum':1,'items':[]}}}]}}",
                "{'spec':{'versions':[{'name':'v1','storage':true,'schema':{'openAPIV3Schema':"
                        + "{'type':'object','x-kubernetes-validations':{'a':5}}}}]}}",
                "{'spec':{'versions':[{'name':'v1','storage':true,'schema':{'openAPIV3Schema':"
                        + "{'type':'object','x-kubernetes-validations':[5,{},{'rule':[]}]}}}]}}",
                "{'spec':{'versions':[{'name':'v1','storage':true,'schema':{'openAPIV3Schema':"
                        + "{'type':'object','properties':{'a':{'pattern':'((('}}}}}]}}",
            })
    void definitionsThatMakeNoSenseAreRefused(String body) {
        String named = body.replaceFirst("\\{", "{'metadata':{'name':'things.example.com'},");
        Reply reply = post(DEFINITIONS, JSON, named);

        assertThat(reply.code()).as(text(reply)).isIn(400, 422);
    }

    @Test
    void noBodyWhateverIsOurFault() {
        List<String> paths =
                List.of(DEPLOYMENTS, "/api/v1/namespaces/default/services", DEFINITIONS);
        Random random = new Random(11);
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < FUZZED; i++) {
            int which = i % DamagedBodies.RIGHT.size();
            String body = DamagedBodies.damaged(DamagedBodies.RIGHT.get(which), random);
            Reply reply = send("POST", paths.get(which), "dryRun=All", JSON, body);
            if (reply.code() >= 500) {
                faults.add(body + " -> " + text(reply));
            }
        }

        assertThat(faults).isEmpty();
    }

    @Test
    void noMethodOnAnyPathIsOurFault() {
        List<String> faults = new ArrayList<>();
        for (Resource resource : catalog.all()) {
            ResourceDefinition definition = resource.definition();
            for (String path : paths(definition)) {
                for (String method :
                        List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "X")) {
                    for (String body : List.of("", "{}", "[]", "{'metadata':{'name':'nope'}}")) {
                        for (String type : types(method)) {
                            Reply reply =
                                    send(method, path, "dryRun=All&fieldManager=m", type, body);
                            if (reply.code() >= 500) {
                                faults.add(method + " " + path + " " + body + ": " + text(reply));
                            }
                        }
                    }
                }
            }
        }

        assertThat(faults).isEmpty();
        assertRefused(send("PUT", MAPS, "", JSON, "{}"), 405, "does not allow this method");
    }

    private static List<String> types(String method) {
        return method.equals("PATCH")
                ? List.of(
                        "application/merge-patch+json",
                        "application/json-patch+json",
                        "application/strategic-merge-patch+json",
                        "application/apply-patch+yaml")
                : List.of(JSON);
    }

    private static List<String> paths(ResourceDefinition definition) {
        String root =
                (definition.resource().group().isEmpty()
                                ? "/api/"
                                : "/apis/" + definition.resource().group() + "/")
                        + definition.resource().version()
                        + (definition.namespaced() ? "/namespaces/default/" : "/")
                        + definition.resource().resource();
        List<String> paths = new ArrayList<>(List.of(root, root + "/nope", root + "/nope/nope"));
        definition.subresources().forEach(each -> paths.add(root + "/nope/" + each.name()));

        return paths;
    }

    @Test
    void noProtobufWhateverIsOurFault() throws IOException {
        ProtobufWriter writer = new ProtobufWriter(ProtobufSchemas.load());
        String right = DamagedBodies.RIGHT.getFirst().replace('\'', '"');
        byte[] message = writer.write((ObjectNode) new ObjectMapper().readTree(right));
        Random random = new Random(13);
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < FUZZED; i++) {
            byte[] body = Arrays.copyOf(message, message.length - random.nextInt(3));
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                body[4 + random.nextInt(body.length - 4)] = (byte) random.nextInt(256);
            }
            String type = "application/vnd.kubernetes.protobuf";
            Reply reply = send("POST", DEPLOYMENTS, "dryRun=All", type, body);
            if (reply.code() >= 500) {
                faults.add(HexFormat.of().formatHex(body) + " -> " + text(reply));
            }
        }

        assertThat(faults).isEmpty();
    }

    @Test
    void yamlThatWouldGrowIsRefused() {
        String yaml = "metadata: &a {name: a}\nlabels: *a\n";

        assertRefused(post(MAPS, "application/yaml", yaml), 400, "aliases are not supported");
    }

    private static void assertRefused(Reply reply, int code, String words) {
        String text = text(reply);
        String shown = text.substring(0, Math.min(2000, text.length()));
        assertThat(reply.code()).as(shown).isEqualTo(code);
        try {
            JsonNode status = new ObjectMapper().readTree(text);
            assertThat(status.path("kind").asText()).as(shown).isEqualTo("Status");
            assertThat(status.path("code").asInt()).isEqualTo(code);
            assertThat(status.path("reason").asText()).as(shown).isNotEmpty();
            assertThat(text.replace("\\\"", "\"").contains(words)).as(shown).isTrue();
        } catch (IOException notJson) {
            throw new AssertionError(shown, notJson);
        }
    }

    private Reply post(String path, String type, String body) {
        return send("POST", path, "", type, body);
    }

    private Reply patch(String type, String body) {
        return send("PATCH", MAPS + "/there", "", type, body);
    }

    private Reply send(String method, String path, String query, String type, String body) {
        String text = type.contains("yaml") ? body : body.replace('\'', '"');

        return send(method, path, query, type, text.getBytes(StandardCharsets.UTF_8));
    }

    private Reply send(String method, String path, String query, String type, byte[] body) {
        var headers = Map.of("content-type", type, "user-agent", "test/1");

        return chain.handle(
                new Exchange(
                        new Request(
                                method,
                                path,
                                Query.parse(query),
                                name -> Optional.ofNullable(headers.get(name)).stream().toList(),
                                new Credentials(List.of(), Optional.of("t")),
                                "test",
                                () -> body)));
    }

    private static String text(Reply reply) {
        return switch (reply) {
            case Reply.Whole(_, _, byte[] body) -> new String(body, StandardCharsets.UTF_8);
            case Reply.Pieces _ -> "pieces";
            case Reply.Stream _ -> "a stream";
        };
    }
}
