import { DynamoNode } from '../../dynamo/node.ts';

/*
 * Loaded before the command, this makes every node name the first of a preference list twice: a
 * breach that the command must find and report.
 */

const step = Reflect.get(DynamoNode.prototype, 'step');

DynamoNode.prototype.step = function (this: DynamoNode, ...told) {
  return step.apply(this, told).map((effect) => {
    if (effect.type !== 'record' || effect.fact.type !== 'preference-list-resolved') return effect;
    const { preferenceList } = effect.fact;
    const twice = [...preferenceList.slice(0, 1), ...preferenceList];
    return { ...effect, fact: { ...effect.fact, preferenceList: twice } };
  });
};
