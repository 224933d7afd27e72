package io.leme.gateway.http;

import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Bodies of objects with values that do not belong there. Names and texts are in single quotes.
final class DamagedBodies {
    /// A deployment, a service and a definition of a custom kind, all right.
    static final List<String> RIGHT =
            List.of(
                    """
                    {'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'a',
                     'labels':{'a':'b'},'finalizers':['a/b'],'ownerReferences':[{'uid':'x'}]},
                     'spec':{'replicas':1,'selector':{'matchLabels':{'a':'b'}},
                      'strategy':{'rollingUpdate':{'maxSurge':'25%'}},'template':{'metadata':
                       {'labels':{'a':'b'}},'spec':{'containers':[{'name':'a','image':'b',
                        'ports':[{'containerPort':80}],'env':[{'name':'A','value':'B'}],
                        'resources':{'limits':{'cpu':'1'}}}],
                        'volumes':[{'name':'v','emptyDir':{}}]}}},
                     'status':{'conditions':[{'type':'A'}]}}
                    """,
                    """
                    {'apiVersion':'v1','kind':'Service','metadata':{'name':'s','annotations':{}},
                     'spec':{'ports':[{'port':80,'nodePort':30000,'targetPort':'a'}],
                      'clusterIP':'10.96.0.9','clusterIPs':['10.96.0.9'],'type':'NodePort'}}
                    """,
                    """
                    {'apiVersion':'apiextensions.k8s.io/v1','kind':'CustomResourceDefinition',
                     'metadata':{'name':'as.b.c'},'spec':{'group':'b.c','scope':'Cluster',
                      'names':{'plural':'as','kind':'A'},'versions':[{'name':'v1','served':true,
                       'storage':true,'schema':{'openAPIV3Schema':{'type':'object',
                        'x-kubernetes-validations':[{'rule':'true'}],
                        'properties':{'a':{'type':'array','items':{'type':'string'}}}}},
                       'selectableFields':[{'jsonPath':'.a'}],'additionalPrinterColumns':
                        [{'name':'A','type':'date','jsonPath':'.a[0]'}]}]}}
                    """);

    private DamagedBodies() {}

    /// One to three values of a body made into something else.
    static String damaged(String body, Random random) {
        List<String> others =
                List.of(
                        "null",
                        "5",
                        "-1",
                        "''",
                        "[]",
                        "{}",
                        "true",
                        "'x'",
                        "[null]",
                        "1.5",
                        "{'a':{}}",
                        "[{}]");
        String changed = body;
        for (int i = 0; i <= random.nextInt(3); i++) {
            List<Integer> colons =
                    IntStream.range(0, changed.length()).boxed().filter(isColon(changed)).toList();
            int at = colons.get(random.nextInt(colons.size())) + 1;
            String other = others.get(random.nextInt(others.size()));
            changed = changed.substring(0, at) + other + changed.substring(endOfValue(changed, at));
        }

        return changed;
    }

    private static Predicate<Integer> isColon(String text) {
        return at -> text.startsWith("':", at - 1);
    }

    private static int endOfValue(String text, int start) {
        int depth = 0;
        for (int i = start; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '{', '[' -> depth++;
                case '}', ']' -> {
                    depth--;
                    if (depth < 0) {
                        return i;
                    }
                }
                case ',' -> {
                    if (depth == 0) {
                        return i;
                    }
                }
                default -> {
                    // Part of the value.
                }
            }
        }

        return text.length();
    }
}
