package io.leme.gateway.process;

import static io.leme.gateway.process.Eventually.assertEventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// `kubectl` with a kind that a definition brings.
@Tag("process")
class KubectlCustomKindsTest extends KubectlAndGateway {
    private static final String DEFINITION =
            """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: boats.harbour.example}
            spec:
              group: harbour.example
              scope: Namespaced
              names: {plural: boats, kind: Boat, shortNames: [bt], categories: [all]}
              versions:
              - name: v1
                served: true
                storage: true
                subresources:
                  status: {}
                  scale: {specReplicasPath: .spec.oars, statusReplicasPath: .status.oars}
                selectableFields: [{jsonPath: .spec.colour}]
                additionalPrinterColumns:
                - {name: Oars, type: integer, jsonPath: .spec.oars}
                - {name: Colour, type: string, jsonPath: .spec.colour}
                schema:
                  openAPIV3Schema:
                    type: object
                    required: [spec]
                    properties:
                      spec:
                        description: What the boat is to be.
                        type: object
                        required: [colour]
                        x-kubernetes-validations:
                        - {rule: "self.oars % 2 == 0", message: oars come in pairs}
                        - {rule: "self.colour == oldSelf.colour", fieldPath: .colour}
                        properties:
                          colour: {type: string, enum: [red, blue], description: The paint.}
                          oars: {type: integer, minimum: 0, default: 2}
                      status:
                        type: object
                        properties:
                          oars: {type: integer}
            """;
    private static final String BOAT =
            """
            apiVersion: harbour.example/v1
            kind: Boat
            metadata: {name: %s}
            spec: {colour: %s}
            """;

    @Test
    void aDefinedKindIsServedLikeAnyOther() throws Exception {
        String definition = file("definition", DEFINITION);
        assertThat(run("apply -f " + definition)).endsWith("boats.harbour.example created\n");
        run("wait crd/boats.harbour.example --for=condition=Established --timeout=10s");
        String boat = file("boat", BOAT.formatted("one", "red"));
        assertEventually(() -> run("apply -f " + boat));

        assertThat(run("apply -f " + boat)).isEqualTo("boat.harbour.example/one unchanged\n");
        assertThat(run("get boats")).containsPattern("NAME +OARS +COLOUR\none +2 +red");
        assertThat(run("get bt one -o jsonpath={.spec.oars}/{.metadata.generation}"))
                .isEqualTo("2/1");
        assertThat(run("scale boat one --replicas=4"))
                .isEqualTo("boat.harbour.exam" + "ple/one scaled\n");
        assertThat(run("get boats -o name --field-selector spec.colour=red"))
                .isEqualTo("boat.harbour.example/one\n");
        assertThat(run("get boats -o name --field-selector spec.colour=blue")).isEmpty();
        assertThat(run("get all -o name")).contains("boat.harbour.example/one");
        assertThat(run("explain boat.spec"))
                .contains("What the boa" + "t is to be.", "colour", "oars");
        assertThat(run("explain boat.spec --output=plaintext-openapiv2"))
                .contains("What the boat is to be.", "colour");
        assertThat(run("apply --server-side -" + "-force-conflicts -f " + boat))
                .contains("serverside-applied");

        assertThat(
                        kubectl.run("apply -f " + file("green", BOAT.formatted("two", "green")))
                                .output())
                .contains(
                        "spec.colour: Unsupported value: \"green\": supported val"
                                + "ues: \"red\", \"blue\"");
        assertThat(kubectl.run("scale boat one --replicas=3").output())
                .contains("spec: Invalid value: \"object\": oars come in pairs");
        String blue = BOAT.formatted("one", "blue");
        assertThat(kubectl.run("apply -f " + file("blue", blue)).output())
                .contains("spec.colour: Invalid value: \"object\": failed rule: self.colour");
        String misspelt = DEFINITION.replace("self.oars %", "self.oar %");
        assertThat(kubectl.run("apply -f " + file("misspelt", misspelt)).output())
                .contains("x-kubernetes-validations[0].rule: Invalid value", "undefined field");
        String sails = BOAT.formatted("three", "red").replace("spec: {", "spec: {sails: 1, ");
        assertThat(kubectl.run("create -f " + file("sails", sails)).output())
                .contains("strict decoding error: unknown field \"spec.sails\"");

        assertThat(run("delete crd boats.harbour.example --timeout=30s")).contains("deleted");
        assertEventually(() ->
                assertThat(kubectl.run("get boats.harbour.example").output())
                        .containsAnyOf(
                                "the server doesn't have a resource type",
                                "the server could not find the requested resource"));
        run("apply -f " + definition);
        assertEventually(() -> assertThat(run("get boats -A")).startsWith("No resources found"));
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name + ".yaml"), content).toString();
    }
}
