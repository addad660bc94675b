import { expose } from 'comlink';

import type { Progress } from '../sim/engine.ts';
import type { Launch } from './node-process.ts';
import { inParts } from './parts.ts';
import { Session } from './session.ts';
import type { AnswerOnPort, ConductorControl, Question, QuestionOnPort } from './wire.ts';

/** Makes this worker the conductor's: one run at a time, its nodes brought to life by `launch`. */
export function serveConductor(launch: Launch): void {
  const conductor = new ConductorServer(launch);
  const control: ConductorControl = {
    boot: (port) => conductor.boot(port),
    log: async () => conductor.current().log(),
    liveNodes: async () => conductor.current().liveNodes(),
    dispose: async () => conductor.dispose(),
  };
  expose(control);
}

class ConductorServer {
  private readonly launch: Launch;
  private session: Session | null = null;
  /** The question before this one; questions are answered one after the other. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(launch: Launch) {
    this.launch = launch;
  }

  boot(port: MessagePort): void {
    port.addEventListener('message', ({ data }: MessageEvent<QuestionOnPort>) => {
      this.last = this.serve(data, port, this.last);
    });
    port.start();
  }

  private async serve(
    { turn, question }: QuestionOnPort,
    port: MessagePort,
    before: Promise<unknown>,
  ): Promise<void> {
    await before;
    for (const answer of await this.answers(turn, question, port)) port.postMessage(answer);
  }

  current(): Session {
    if (!this.session) throw new Error('no run is open');
    return this.session;
  }

  dispose(): void {
    this.session?.end();
    this.session = null;
  }

  private async answers(
    turn: number,
    question: Question,
    port: MessagePort,
  ): Promise<Iterable<AnswerOnPort>> {
    try {
      return inParts(turn, await this.progress(question, port));
    } catch (error) {
      return [{ turn, error: error instanceof Error ? error.message : String(error) }];
    }
  }

  private progress(question: Question, port: MessagePort): Promise<Progress> {
    switch (question.type) {
      case 'open':
        this.dispose();
        this.session = new Session(question.run, question.fromUs, this.launch, (failure) => {
          port.postMessage({ failure } satisfies AnswerOnPort);
        });
        return this.session.advance(question.fromUs);
      case 'advance':
        return this.current().advance(question.toUs, question.limits);
      case 'issue':
        return this.current().issue(question.commands, question.atUs);
    }
  }
}
