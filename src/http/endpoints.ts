import { PREFIX } from '../heap/remote-protocol.ts'
import { type Answer, textAnswer } from './answer.ts'
import { HEAP_PARAMETERS, heapAnswer } from './heap-endpoint.ts'
import { type Parameters, parametersOf } from './parameters.ts'
import {
  CHECKPOINT_PARAMETERS,
  checkpointAnswer,
  START_PARAMETERS,
  STOP_PARAMETERS,
  startAnswer,
  stopAnswer,
} from './record-endpoints.ts'
import { Refusal } from './refusal.ts'

/** One request, as the endpoints see it. */
export interface Asked {
  readonly parameters: Parameters
  readonly samplingInterval: number
  /** Aborted when whoever asks has gone. */
  readonly signal: AbortSignal
  readonly isHead: boolean
}

interface Endpoint {
  readonly methods: readonly string[]
  readonly parameters: readonly string[]
  readonly answer: (asked: Asked) => Answer | Promise<Answer>
}

const READ = ['GET', 'HEAD']

const endpoints: Readonly<Record<string, Endpoint>> = {
  '': { methods: READ, parameters: [], answer: () => textAnswer(INDEX) },
  heap: { methods: READ, parameters: HEAP_PARAMETERS, answer: heapAnswer },
  'record/start': { methods: ['POST'], parameters: START_PARAMETERS, answer: startAnswer },
  'record/checkpoint': { methods: ['GET'], parameters: CHECKPOINT_PARAMETERS, answer: checkpointAnswer },
  'record/stop': { methods: ['POST'], parameters: STOP_PARAMETERS, answer: stopAnswer },
}

const INDEX = `${PREFIX}/

  heap                what is alive of what was sampled since the first request (pprof: inuse_space, inuse_objects)
  heap?gc=1           after a full collection
  heap?seconds=30     how much more is alive after 30 seconds than before them
  heap?debug=1        as text

  record/start, record/checkpoint, record/stop
                      an exact recording, for remoteHeap() of vitest-leak/http

go tool pprof http://HOST${PREFIX}/heap`

/** Whether there is such an endpoint: what comes after the prefix, without a slash before it. */
export const isEndpoint = (path: string): boolean => Object.hasOwn(endpoints, path)

/** @throws Refusal */
export async function answerTo(
  path: string,
  method: string,
  query: URLSearchParams,
  asked: Omit<Asked, 'parameters' | 'isHead'>,
): Promise<Answer> {
  const { methods, parameters, answer } = endpoints[path] as Endpoint
  if (!methods.includes(method)) {
    throw new Refusal(405, `${PREFIX}/${path} is asked with ${methods.join(' or ')}, not with ${method}`, {
      Allow: methods.join(', '),
    })
  }
  return answer({ ...asked, parameters: parametersOf(query, parameters), isHead: method === 'HEAD' })
}
