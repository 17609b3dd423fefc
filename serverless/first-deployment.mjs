// The framework makes a stack in two steps: first only the bucket for the zips, then everything. To a stack of adopted
// buckets it adds the bucket for the zips in a step of its own. It gives the parameters to each step, and CloudFormation
// refuses values that a template does not declare. So they are kept back until the zips are uploaded.

export default function FirstDeployment({ service }) {
  let parameters;
  return {
    hooks: {
      'before:aws:deploy:deploy:createStack': () => {
        parameters = service.provider.stackParameters;
        delete service.provider.stackParameters;
      },
      'after:aws:deploy:deploy:checkForChanges': () => {
        service.provider.stackParameters = parameters;
      },
    },
  };
}
